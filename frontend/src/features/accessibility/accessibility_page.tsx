/** « Déclaration d’accessibilité » (décret n° 2019-768): what holds, what was checked, what was not. */
import { Page } from '@/ui/page';
import styles from './accessibility.module.css';

const CHECKED: [title: string, how: string][] = [
  [
    'Règles vérifiables par une machine',
    'axe-core (WCAG 2.2 A et AA, bonnes pratiques) sur chaque écran et chaque état, en couleurs claires et sombres, à chaque modification du service. Aucun défaut n’est toléré.',
  ],
  [
    'Clavier',
    'Chaque parcours est rejoué au clavier seul par des essais automatiques : se connecter, chercher, sélectionner, agir, télécharger, régler. Après chaque changement, le focus est là où l’on travaille.',
  ],
  [
    'Petits écrans et agrandissement',
    'Largeur de 320 pixels, zoom à 200 % et 400 %, espacement du texte augmenté : aucun contenu perdu. Les tableaux larges défilent dans leur propre cadre, que le clavier atteint.',
  ],
  [
    'Couleurs',
    'Contrastes calculés dans les deux jeux de couleurs. Un état se distingue par une icône et des mots, jamais par la seule couleur.',
  ],
  [
    'Annonces aux lecteurs d’écran',
    'Les résultats, les progrès et les erreurs sont annoncés par des zones prévues pour cela : leur code a été relu, sans essai avec un lecteur d’écran.',
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
