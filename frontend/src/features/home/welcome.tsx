/** « Bienvenue »: what each tab is for, in a few lines. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CurrentSchool } from '@/features/schools/school';
import styles from './home.module.css';

type Tab = [path: string, title: string, what: ReactNode];

export function Welcome({ school }: { school: CurrentSchool }) {
  const tabs = school.administration ? administrationTabs(school) : troubleshootingTabs(school);
  return (
    <section aria-labelledby="bienvenue" className={styles.section}>
      <h2 id="bienvenue" className={styles.sectionTitle}>
        Bienvenue
      </h2>
      <p>
        {school.administration
          ? 'Ce module sert à remettre aux élèves et à leurs responsables de quoi ouvrir leur compte ÉduConnect, et à les dépanner ensuite.'
          : 'Ce module sert à dépanner les élèves : retrouver leur identifiant et leur donner un nouveau mot de passe provisoire.'}
      </p>
      <dl className={styles.tabs}>
        {tabs.map(([path, title, what]) => (
          <div key={path}>
            <dt>
              <Link to={`/${school.uai}/${path}`}>{title}</Link>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.counter}>
        Au guichet, tapez <kbd>/</kbd> puis un nom : la fiche de la personne s’ouvre sans passer par
        une liste. <kbd>?</kbd> rappelle les raccourcis.
      </p>
    </section>
  );
}

const hosts = (school: CurrentSchool) => school.home.counts.external_students > 0;

function administrationTabs(school: CurrentSchool): Tab[] {
  return [
    [
      'eleves',
      'Élèves',
      'Chercher un élève ou une classe, distribuer les identifiants par courrier ou par liste, réinitialiser un mot de passe.',
    ],
    [
      'responsables',
      'Responsables',
      <>
        Suivre l’activation de leurs comptes et les aider.{' '}
        <strong>Laissez-les d’abord s’inscrire par eux-mêmes ou passer par FranceConnect</strong> :
        ne notifiez que ceux qui n’y parviennent pas.
      </>,
    ],
    ...(hosts(school)
      ? [
          [
            'eleves-exterieurs',
            'Élèves extérieurs',
            'Les mêmes actions pour les élèves d’un autre établissement qui suivent un enseignement ici.',
          ] satisfies Tab,
        ]
      : []),
    [
      'statistiques',
      'Statistiques',
      'L’avancement par origine, par classe et par formation, arrêté chaque nuit.',
    ],
    [
      'parametrage',
      'Paramétrage',
      'L’adresse internet de l’établissement (son ENT par exemple) à faire figurer dans les courriers et les emails.',
    ],
  ];
}

function troubleshootingTabs(school: CurrentSchool): Tab[] {
  return [
    [
      'eleves',
      'Élèves',
      'Chercher un élève ou une classe, lire un identifiant, éditer une liste, réinitialiser un mot de passe.',
    ],
    ...(hosts(school)
      ? [
          [
            'eleves-exterieurs',
            'Élèves extérieurs',
            'La même aide pour les élèves d’un autre établissement qui suivent un enseignement ici.',
          ] satisfies Tab,
        ]
      : []),
  ];
}
