/** What people ask at the counter, and what staff ask themselves. */
import styles from '../guide.module.css';
import type { GuidePart } from '../section';

const QUESTIONS: [question: string, answer: string][] = [
  [
    'Un élève a oublié son mot de passe.',
    'S’il a validé une adresse email, il peut en choisir un autre lui-même depuis la page de connexion : sa page le dit. Sinon, réinitialisez-le depuis sa page et remettez-lui le mot de passe provisoire en main propre.',
  ],
  [
    'Un élève a oublié son identifiant.',
    'Cherchez-le par son nom : l’identifiant est dans la liste et sur sa page. Rien à réinitialiser.',
  ],
  [
    'Un parent n’a rien reçu.',
    'Regardez l’état du compte. « Non notifié » : invitez-le à s’inscrire seul ou par FranceConnect, ou notifiez-le. « Notifié et non activé » : l’historique dit quand et comment ; un courrier se réimprime avec le même mot de passe.',
  ],
  [
    'Le mot de passe affiché est « Expiré ».',
    'Il avait plus de trois mois. Renotifiez ou réinitialisez : un nouveau est créé.',
  ],
  [
    'Un élève arrivé hier est introuvable.',
    'La date de l’encadré « Avertissement » dit de quand datent les données. Il paraîtra après la prochaine mise à jour de la base élèves.',
  ],
  [
    'J’ai réinitialisé le mot de passe d’une personne par erreur.',
    'L’ancien ne peut pas être rétabli. Prévenez la personne et remettez-lui le mot de passe provisoire ; elle en choisira un nouveau.',
  ],
  [
    'Le document d’une opération n’est plus téléchargeable.',
    'Il est supprimé après 24 heures. Relancez la même notification, sans réinitialiser, ou demandez une nouvelle liste : les mots de passe provisoires encore valables sont conservés.',
  ],
  [
    'Je ne vois pas l’onglet « Responsables ».',
    'Vous avez le module de dépannage, ou vous êtes entré sans clé OTP hors du réseau administratif.',
  ],
  [
    'Les nombres des statistiques diffèrent de ceux de l’accueil.',
    'L’accueil compte à l’instant, les statistiques la nuit précédente.',
  ],
  [
    'Les deux parents d’un élève sont-ils sur le même courrier ?',
    'Non : chacun a le sien. Un courrier réunit les enfants d’un responsable, jamais deux responsables.',
  ],
];

export const questions: GuidePart = {
  title: 'Questions fréquentes',
  sections: [
    {
      id: 'questions',
      title: 'Questions et réponses',
      body: (
        <div className={styles.questions}>
          {QUESTIONS.map(([question, answer]) => (
            <details key={question}>
              <summary>{question}</summary>
              <p>{answer}</p>
            </details>
          ))}
        </div>
      ),
    },
  ],
};
