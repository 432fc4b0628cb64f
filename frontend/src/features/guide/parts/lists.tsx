/** Finding people, choosing them, the page of one, the counter. */
import styles from '../guide.module.css';
import type { GuidePart } from '../section';

const KEYS: [key: string, what: string][] = [
  ['/', 'Ouvrir le guichet, de n’importe quel écran'],
  ['Flèches', 'Passer d’un résultat à l’autre'],
  ['Entrée', 'Ouvrir la fiche du résultat choisi'],
  ['Échap', 'Passer à la personne suivante, puis fermer'],
  ['?', 'Afficher tous les raccourcis, et les désactiver'],
];

export const lists: GuidePart = {
  title: 'Trouver quelqu’un',
  sections: [
    {
      id: 'rechercher',
      title: 'Rechercher',
      body: (
        <>
          <p>
            Tapez une partie du nom ou du prénom, sans vous soucier des accents ni des majuscules ;
            un identifiant complet ou un INE convient aussi (pas l’INE d’un élève extérieur). Les
            filtres MEF, classe, état du compte, établissement de rattachement (pour les élèves
            extérieurs) et origine du compte (pour les responsables) acceptent plusieurs valeurs
            chacun ; ceux de l’adresse email et du rattachement erroné, une seule. Les nombres par
            état, au-dessus de la liste, filtrent aussi. Ce qui filtre est rappelé au même endroit,
            et « Réinitialiser » efface tout.
          </p>
          <p>
            Les filtres sont dans l’adresse de la page : enregistrez-la dans vos favoris pour
            retrouver, par exemple, les élèves non notifiés d’une classe. Le nom cherché, lui, n’est
            jamais envoyé dans une adresse.
          </p>
        </>
      ),
    },
    {
      id: 'selectionner',
      title: 'Sélectionner',
      body: (
        <p>
          Cochez des personnes, la page entière (« Sélectionner la page », en tête des cases) ou
          tout le résultat de la recherche (« Sélectionner tout : les … de la recherche »), puis
          décochez qui vous voulez. La sélection demeure quand vous changez de page ou de filtre, et
          son nombre reste affiché. Cocher une ligne d’une autre recherche que celle que vous avez
          sélectionnée tout entière commence une nouvelle sélection. Si le résultat d’une recherche
          a changé entre-temps, l’action ne part pas : le service vous demande de regarder de
          nouveau.
        </p>
      ),
    },
    {
      id: 'fiche',
      title: 'La page d’un compte',
      body: (
        <>
          <p>
            Ouvrez-la en choisissant un nom. Elle réunit ce que l’établissement peut savoir du
            compte : identité, classe, identifiant, état, origine, dates, mot de passe provisoire
            s’il y en a un et, dans le module d’administration, l’historique de ce qui a été fait,
            par qui et quand. On y réinitialise le mot de passe ; le module d’administration y
            demande un nouvel identifiant.
          </p>
          <p>
            La page d’un responsable montre ses enfants scolarisés ici, et signale un{' '}
            <strong>rattachement erroné</strong> : le responsable a déclaré dans ÉduConnect que
            l’élève n’est pas le sien. Vérifiez la fiche dans votre base élèves.
          </p>
        </>
      ),
    },
    {
      id: 'guichet',
      title: 'Au guichet, sans la souris',
      body: (
        <>
          <p>
            Quand quelqu’un attend devant vous : tapez <kbd>/</kbd>, quelques lettres du nom, puis{' '}
            <kbd>Entrée</kbd>. La fiche s’ouvre ; le mot de passe se réinitialise d’un bouton, à
            confirmer, et s’affiche en grand, le temps de le recopier ou d’imprimer un bordereau.
          </p>
          <dl className={styles.keys}>
            {KEYS.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <p>
            Les raccourcis ne jouent pas pendant que vous écrivez dans un champ. S’ils vous gênent,
            désactivez-les dans la fenêtre qu’ouvre <kbd>?</kbd>.
          </p>
        </>
      ),
    },
  ],
};
