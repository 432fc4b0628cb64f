/** What can be done to accounts, one or many. */
import { GuideTable } from '../guide_table';
import type { GuidePart } from '../section';

export const actions: GuidePart = {
  title: 'Agir sur des comptes',
  sections: [
    {
      id: 'apercu',
      title: 'Avant chaque action : l’aperçu',
      body: (
        <p>
          Rien ne part sans aperçu : combien de comptes, ce qui arrivera à chacun selon son état,
          qui est laissé de côté et pourquoi. Quand vous notifiez ou réinitialisez plusieurs
          comptes, ceux qui sont activés ou en cours d’activation sont laissés de côté tant que vous
          ne cochez pas la case qui les inclut. Au-delà de 500 comptes, ou de 100 mots de passe
          remplacés, le nombre de comptes est à recopier. Au guichet, pour une seule personne, une
          question à confirmer tient lieu d’aperçu.
        </p>
      ),
    },
    {
      id: 'notifier',
      title: '(Re)notifier les comptes',
      body: (
        <>
          <p>
            Notifier, c’est remettre l’identifiant et, s’il le faut, un mot de passe provisoire.
            C’est l’étape nécessaire pour un élève qui n’a jamais eu de compte. Vous pouvez notifier
            tout un établissement en une fois.
          </p>
          <GuideTable caption="Ce que fait une (re)notification">
            <thead>
              <tr>
                <th scope="col">État du compte avant</th>
                <th scope="col">(Re)notifier</th>
                <th scope="col">Avec « Réinitialiser aussi les mots de passe »</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">Non notifié</th>
                <td colSpan={2}>
                  Nouveau mot de passe provisoire, le compte passe à « Notifié et non activé »
                </td>
              </tr>
              <tr>
                <th scope="row">Notifié et non activé</th>
                <td>Même mot de passe provisoire, remplacé s’il a expiré</td>
                <td>Nouveau mot de passe provisoire</td>
              </tr>
              <tr>
                <th scope="row">En cours d’activation, activé</th>
                <td>Rien ne change : le courrier rappelle l’identifiant seul</td>
                <td>
                  Nouveau mot de passe provisoire, le compte revient à « Notifié et non activé »
                </td>
              </tr>
            </tbody>
          </GuideTable>
          <p>
            Deux façons de remettre un compte : « Feuilles individuelles (PDF) », un{' '}
            <strong>courrier</strong> par élève ou par responsable, classé par classe et prêt pour
            une enveloppe à fenêtre ; ou, pour les responsables, un <strong>email</strong> envoyé à
            l’adresse de la base élèves. Qui n’a pas d’adresse est signalé, de même que ceux que
            l’email n’a pas atteints, et vous pouvez préparer les courriers de ceux-là seulement.
          </p>
          <p>
            Ne renotifiez pas un compte activé sans raison : son titulaire se dépanne seul s’il a
            enregistré une adresse email ou, pour un responsable, un numéro de portable.
          </p>
        </>
      ),
    },
    {
      id: 'lister',
      title: 'Lister les comptes',
      body: (
        <>
          <p>
            Pour distribuer sans imprimer une feuille par personne : une liste <strong>PDF</strong>{' '}
            rangée par classe, ou un tableau <strong>CSV</strong> ou <strong>XLSX</strong> pour un
            tableur. Lister ne change rien aux comptes.
          </p>
          <p>
            Le mot de passe n’y figure que s’il est provisoire et encore valable. Un compte non
            notifié n’en a pas : notifiez-le d’abord. Un compte activé montre des astérisques.
          </p>
        </>
      ),
    },
    {
      id: 'reinitialiser',
      title: 'Réinitialiser les mots de passe',
      body: (
        <>
          <p>
            Donne un nouveau mot de passe provisoire, à une personne ou à plusieurs, sans courrier.
            Le précédent ne sert plus, même s’il avait été choisi par le titulaire : réservez-le à
            qui vient demander de l’aide. Un compte activé revient à « Notifié et non activé ».
          </p>
          <p>
            Pour une seule personne, le mot de passe s’affiche en grand : dictez-le, copiez-le ou
            imprimez un bordereau ; il se masque au bout d’une minute, sauf tant que le pointeur ou
            le clavier est sur son cadre. Pour plusieurs, éditez ensuite une liste.
          </p>
        </>
      ),
    },
    {
      id: 'operations',
      title: 'Suivre les opérations',
      body: (
        <p>
          Une action sur beaucoup de comptes se poursuit pendant que vous travaillez, et même si
          vous fermez la page. L’onglet « Opérations » montre son avancement, puis son compte
          rendu : traités, laissés de côté, en échec, avec la raison, puis compte par compte. Vous
          pouvez y reprendre les comptes en échec et télécharger de nouveau un document pendant{' '}
          <strong>24 heures</strong> ; il est ensuite supprimé, puisqu’il porte des mots de passe.
        </p>
      ),
    },
  ],
};
