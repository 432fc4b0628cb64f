/** What the service is for, how one gets in. */
import type { GuidePart } from '../section';

export const firstSteps: GuidePart = {
  title: 'Premiers pas',
  sections: [
    {
      id: 'presentation',
      title: 'À quoi sert ce service',
      body: (
        <>
          <p>
            Un compte ÉduConnect ouvre aux élèves et à leurs responsables les services numériques de
            l’Éducation nationale : l’ENT, le livret scolaire, les démarches en ligne. Ce service
            permet à l’établissement de remettre les comptes, de suivre leur activation et d’aider
            celles et ceux qui ont perdu leur identifiant ou leur mot de passe. Il comporte deux
            modules :
          </p>
          <ul>
            <li>
              <strong>Administration des comptes</strong>, pour la direction et le secrétariat : les
              élèves, les responsables, les statistiques et le paramétrage ;
            </li>
            <li>
              <strong>Dépannage des comptes élèves</strong>, pour un enseignant ou un agent qui en a
              reçu la délégation : retrouver un élève, lui redonner accès à son compte, et rien
              d’autre.
            </li>
          </ul>
          <p>
            Un élève n’active son compte qu’avec l’identifiant et le mot de passe provisoire remis
            par l’établissement. Un responsable a trois chemins : s’inscrire par lui-même, passer
            par FranceConnect, ou recevoir un compte de l’établissement.{' '}
            <strong>Préférez les deux premiers</strong> : ils ne demandent rien au secrétariat et ne
            font circuler aucun mot de passe.
          </p>
        </>
      ),
    },
    {
      id: 'connexion',
      title: 'Se connecter',
      body: (
        <>
          <p>
            Connectez-vous avec votre compte professionnel, comme pour vos autres applications. Le
            module d’administration demande en plus votre <strong>clé OTP</strong>, ou un poste du{' '}
            <strong>réseau administratif</strong> de l’établissement. Le module de dépannage demande
            seulement votre identifiant et votre mot de passe.
          </p>
          <p>
            Les personnels de direction des établissements publics ont le module d’administration
            d’office. Les autres agents le reçoivent, ou reçoivent le dépannage, par une délégation
            du chef d’établissement (DELEG-CE2).
          </p>
          <p>
            La session se prolonge d’elle-même. Quand elle expire malgré tout, la page reste à
            l’écran, et vous y revenez après vous être reconnecté, avec vos filtres et les comptes
            cochés un par un. Une recherche sélectionnée tout entière revient aussi, sauf si un nom
            y est cherché, que le service n’enregistre pas dans le navigateur : sélectionnez-la
            alors de nouveau. Sur un poste partagé, pensez à « Se déconnecter ».
          </p>
        </>
      ),
    },
    {
      id: 'etablissement',
      title: 'Choisir un établissement',
      body: (
        <p>
          Si vous n’en avez qu’un, il s’ouvre tout seul. Si vous en avez plusieurs, choisissez dans
          la liste, ou cherchez par une partie du nom ou de l’UAI. Pour en changer, utilisez
          « Choisir un établissement » sous les onglets. C’est toujours un seul établissement qui
          est ouvert, celui dont le nom s’affiche.
        </p>
      ),
    },
    {
      id: 'accueil',
      title: 'L’accueil',
      body: (
        <p>
          L’encadré « Avertissement » donne la date de la dernière mise à jour des données : un
          élève arrivé depuis n’y est pas encore. Dessous, le nombre de comptes par état ; chaque
          nombre ouvre la liste des comptes qu’il compte.
        </p>
      ),
    },
  ],
};
