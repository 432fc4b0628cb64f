/** « Déclaration d’accessibilité » (décret n° 2019-768): what holds, what was checked, what was not. */
import { Page } from '@/ui/page';
import styles from './accessibility.module.css';

const CHECKED: [title: string, how: string][] = [
  [
    'Règles vérifiables par une machine',
    'axe-core (WCAG 2.2 A et AA, bonnes pratiques) sur chaque page, en couleurs claires et sombres, et sur les états que les essais rencontrent : fenêtres de confirmation, progression, résultat, liste vide, erreur. Les essais sont rejoués à chaque modification du service, et aucun défaut n’y est toléré.',
  ],
  [
    'Clavier',
    'Ces parcours sont rejoués au clavier seul par des essais automatiques : chercher, notifier et télécharger le courrier ; réinitialiser un mot de passe au guichet ; télécharger une liste en CSV ; vérifier, activer puis retirer une adresse ; avec le module de dépannage, chercher, réinitialiser sur la ligne d’un élève et lister. Ils vérifient aussi où va le focus : au titre d’une page ou d’une fenêtre qui s’ouvre, au bouton d’où l’on vient quand elle se ferme, en tête de la liste quand on change de page.',
  ],
  [
    'Petits écrans et agrandissement',
    'Chaque page est ouverte sur un écran de 320 pixels de large et à la taille qui reste au zoom de 200 % et de 400 % : elle ne défile que de haut en bas. Avec l’espacement de texte de WCAG 1.4.12, aucun texte n’est coupé. Les tableaux plus larges que l’écran défilent dans leur propre cadre, que le clavier atteint.',
  ],
  [
    'Couleurs',
    'Contrastes du texte calculés dans les deux jeux de couleurs, sans les images de fond qui empêchent de les calculer. Un état se distingue par une icône et des mots, jamais par la seule couleur.',
  ],
  [
    'Annonces aux lecteurs d’écran',
    'Le nombre de résultats, l’avancement d’une opération, les réussites et les erreurs sont annoncés par des zones prévues pour cela : leur code a été relu, sans essai avec un lecteur d’écran.',
  ],
];

const NOT_CHECKED = [
  'Aucun audit de conformité au RGAA n’a été mené, ni par nous ni par un tiers.',
  'Aucun essai n’a été fait avec des personnes qui utilisent une aide technique (lecteur d’écran, plage braille, commande vocale, loupe).',
  'Les documents PDF produits (courriers, listes) ne sont pas balisés : ils sont faits pour être imprimés. Les mêmes informations sont à l’écran, et les listes existent en CSV et en XLSX.',
  'La page de connexion appartient au fournisseur d’identité : cette déclaration ne la couvre pas.',
];

export default function AccessibilityPage() {
  return (
    <Page title="Déclaration d’accessibilité">
      <div className={styles.statement}>
        <p>
          Ce service doit pouvoir être utilisé par toutes et tous, conformément à l’article 47 de la
          loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique à « Administration des
          comptes ÉduConnect » et à « Dépannage des comptes élèves ».
        </p>

        <h2>État de conformité</h2>
        <p>
          <strong>Non conforme</strong> au référentiel général d’amélioration de l’accessibilité
          (RGAA) version 4.1 : la loi demande de le dire tant qu’aucun audit n’a mesuré la
          conformité. Ce n’est pas faute d’y avoir travaillé ; voici ce qui est vérifié, et ce qui
          ne l’est pas.
        </p>

        <h2>Ce qui est vérifié, et comment</h2>
        <dl className={styles.checked}>
          {CHECKED.map(([title, how]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{how}</dd>
            </div>
          ))}
        </dl>

        <h2>Ce qui n’est pas vérifié ou pas accessible</h2>
        <ul>
          {NOT_CHECKED.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>

        <h2>Technologies et environnement de test</h2>
        <p>
          HTML, CSS, JavaScript et WAI-ARIA. Les essais automatiques se font dans Chromium ; les
          autres navigateurs n’ont pas été essayés.
        </p>

        <h2>Établissement de cette déclaration</h2>
        <p>
          Établie par l’équipe qui développe ce service, à partir de ses propres essais. Elle sera
          revue après un audit.
        </p>

        <h2>Retour d’information et contact</h2>
        <p>
          Si vous ne pouvez pas accéder à un contenu ou faire une action, dites-le au support de
          votre académie ou au chef d’établissement, qui le transmettra à l’équipe du service :
          indiquez la page, ce que vous vouliez faire et l’aide technique utilisée. Une solution
          vous sera proposée, par exemple la même information sous une autre forme.
        </p>

        <h2>Voies de recours</h2>
        <p>
          Si vous avez signalé un défaut d’accessibilité qui vous empêche d’utiliser le service et
          que vous n’avez pas obtenu de réponse satisfaisante, vous pouvez :
        </p>
        <ul>
          <li>
            <a href="https://formulaire.defenseurdesdroits.fr/">écrire au Défenseur des droits</a> ;
          </li>
          <li>
            <a href="https://www.defenseurdesdroits.fr/carte-des-delegues">
              joindre son délégué dans votre région
            </a>
             ;
          </li>
          <li>
            lui envoyer un courrier, gratuit et sans timbre : Défenseur des droits, Libre réponse
            71120, 75342 Paris CEDEX 07.
          </li>
        </ul>
      </div>
    </Page>
  );
}
