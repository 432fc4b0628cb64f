/** What concerns the school as a whole. */
import type { GuidePart } from '../section';

export const school: GuidePart = {
  title: 'Pour l’établissement',
  sections: [
    {
      id: 'statistiques',
      title: 'Statistiques',
      body: (
        <p>
          Les tableaux sont calculés chaque nuit ; la date figure sous chacun. Ils comptent les
          comptes par origine et par état, puis par classe, par MEF et, s’il y a lieu, par
          établissement de rattachement des élèves extérieurs. Un responsable dont les enfants sont
          dans deux classes compte dans chacune : ces lignes ne s’additionnent pas. Chaque tableau
          s’exporte en CSV et en XLSX.
        </p>
      ),
    },
    {
      id: 'parametrage',
      title: 'Paramétrage des adresses',
      body: (
        <>
          <p>
            Les courriers et les emails disent où se connecter. Vous pouvez y faire figurer
            l’adresse de votre ENT, une pour les élèves, une pour les responsables :
          </p>
          <ol>
            <li>saisissez-la, elle commence par « https:// » ;</li>
            <li>
              « Vérifier » regarde si le site répond sur internet, de façon sécurisée ; sinon, la
              raison s’affiche sous le champ ;
            </li>
            <li>basculez « Active » : l’adresse figure dès lors dans les courriers.</li>
          </ol>
          <p>
            Pour les élèves elle remplace l’adresse par défaut, pour les responsables elle s’y
            ajoute. Pour la modifier, désactivez-la ; une adresse modifiée est à vérifier de
            nouveau.
          </p>
        </>
      ),
    },
    {
      id: 'nouvel-identifiant',
      title: 'Nouvel identifiant',
      body: (
        <>
          <p>
            Un identifiant formé sur un nom mal saisi peut être refait. Faites d’abord corriger le
            nom dans la base élèves, puis demandez un nouvel identifiant depuis la page du compte.
            Toutes les sources de données doivent donner les mêmes prénom et nom ; sinon la demande
            est refusée, et la source en désaccord est nommée.
          </p>
          <p>
            Le nouvel identifiant arrive <strong>le lendemain</strong>. D’ici là, l’ancien
            fonctionne et la demande peut être annulée. Ensuite le mot de passe reste le même, et
            l’ancien identifiant ne fonctionne plus. « Nouveaux identifiants », depuis l’accueil,
            montre les demandes ; « Lister les identifiants changés (PDF) » y prépare la liste à
            distribuer, de la dernière nuit qui en a changé ou depuis une autre date.
          </p>
        </>
      ),
    },
    {
      id: 'imports',
      title: 'Imports',
      body: (
        <p>
          Les personnes ne se saisissent pas ici : elles viennent de SIECLE ou de l’annuaire
          fédérateur. Chaque import laisse un compte rendu, gardé douze mois, avec les anomalies à
          corriger là d’où vient la donnée. L’accueil y mène. Un élève parti disparaît des listes ;
          s’il revient, il retrouve le même compte.
        </p>
      ),
    },
    {
      id: 'donnees',
      title: 'Les données personnelles',
      body: (
        <>
          <ul>
            <li>
              Un établissement ne voit que ses élèves, leurs responsables et les élèves extérieurs
              qu’il accueille. Chaque action est inscrite dans l’historique du compte, avec son
              auteur, pendant douze mois.
            </li>
            <li>
              Les mots de passe provisoires sont chiffrés et effacés dès l’activation. Les documents
              qui en portent sont supprimés après 24 heures.
            </li>
            <li>Le compte d’une personne partie est effacé trois mois après son départ.</li>
            <li>
              Le service n’enregistre dans votre navigateur aucun nom, identifiant ni mot de passe
              d’élève ou de responsable : seulement, tant que l’onglet est ouvert, votre session et
              les numéros des comptes cochés et des opérations en cours, et quelques préférences
              d’affichage. Le nom que vous cherchez paraît dans la barre d’adresse, donc dans
              l’historique du navigateur.
            </li>
            <li>
              De votre côté : ne laissez pas de liste sur l’imprimante, détruisez les exports une
              fois distribués, ne transmettez pas de mot de passe à un tiers.
            </li>
          </ul>
        </>
      ),
    },
  ],
};
