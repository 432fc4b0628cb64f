/** What is particular to each population and to the troubleshooting module. */
import type { GuidePart } from '../section';

export const people: GuidePart = {
  title: 'Selon les personnes',
  sections: [
    {
      id: 'responsables',
      title: 'Les responsables',
      body: (
        <>
          <p>
            Seuls les responsables légaux ont un compte, un seul pour tous leurs enfants. La liste a
            une ligne par élève et responsable : un parent de deux élèves y figure deux fois, mais
            n’est compté et notifié qu’une fois, et son courrier réunit ses enfants.
          </p>
          <p>
            Avant de notifier, filtrez sur « Non notifié » et « Notifié et non activé » : un
            courrier inattendu ou un mot de passe changé désoriente qui s’est inscrit seul ou
            utilise FranceConnect. La colonne « Origine du compte » vous le dit.
          </p>
        </>
      ),
    },
    {
      id: 'exterieurs',
      title: 'Les élèves extérieurs',
      body: (
        <p>
          L’onglet n’apparaît que si des élèves d’un autre établissement suivent un enseignement
          chez vous. Vous pouvez les aider comme les vôtres. Leur classe ne vous est pas connue :
          listes et courriers sont rangés par établissement de rattachement, et portent l’en-tête et
          l’adresse internet du vôtre.
        </p>
      ),
    },
    {
      id: 'depannage',
      title: 'Le module de dépannage',
      body: (
        <>
          <p>
            Vous voyez les élèves, et les élèves extérieurs s’il y en a. Vous pouvez chercher, lire
            l’identifiant et le mot de passe provisoire, éditer une liste et réinitialiser, pour un
            élève (« Réinitialiser le mot de passe », sur sa ligne) ou plusieurs. L’onglet
            « Opérations » montre les actions que vous avez demandées. Les responsables, les
            courriers, les statistiques, le paramétrage, les imports, les nouveaux identifiants et
            l’historique des comptes relèvent du module d’administration.
          </p>
        </>
      ),
    },
  ],
};
