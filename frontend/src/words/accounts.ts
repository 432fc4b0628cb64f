/** The guide's own terms for what the API names in English. */
import type {
  AccountOrigin,
  AccountStatus,
  Channel,
  Effect,
  MailStatus,
  Module,
  OperationKind,
  OperationStatus,
  OriginChoice,
  Population,
  Reason,
} from '@/api/generated';
import { agree } from './format';

export const STATUS: Record<AccountStatus, string> = {
  NOT_NOTIFIED: 'Non notifié',
  NOTIFIED: 'Notifié et non activé',
  ACTIVATING: 'En cours d’activation',
  ACTIVATED: 'Activé',
};

/** In the order of a life; pupils are never ACTIVATING. */
export const STATUSES: Record<Population, readonly AccountStatus[]> = {
  students: ['NOT_NOTIFIED', 'NOTIFIED', 'ACTIVATED'],
  external_students: ['NOT_NOTIFIED', 'NOTIFIED', 'ACTIVATED'],
  guardians: ['NOT_NOTIFIED', 'NOTIFIED', 'ACTIVATING', 'ACTIVATED'],
};

export const ORIGIN: Record<OriginChoice, string> = {
  SCHOOL: 'Établissement',
  SELF_REGISTRATION: 'Responsable',
  FRANCE_CONNECT: 'FranceConnect',
  ATEN: 'ATEN',
  ENT: 'ENT',
  NONE: 'Non renseignée',
};

export function originLabel(origin: AccountOrigin | null | undefined): string {
  return ORIGIN[origin ?? 'NONE'];
}

export const POPULATION: Record<Population, { title: string; one: string; many: string }> = {
  students: { title: 'Élèves', one: 'élève', many: 'élèves' },
  external_students: {
    title: 'Élèves extérieurs',
    one: 'élève extérieur',
    many: 'élèves extérieurs',
  },
  guardians: { title: 'Responsables', one: 'responsable', many: 'responsables' },
};

/** The folder of a population's pages in the address bar. */
export const POPULATION_PATH: Record<Population, string> = {
  students: 'eleves',
  external_students: 'eleves-exterieurs',
  guardians: 'responsables',
};

/** What is said of one, and of several: « compte déjà activé », « comptes déjà activés ». */
interface InNumber {
  one: string;
  many: string;
}

/** Words that agree with how many they are said of. */
export const agreeing =
  <Key extends string>(words: Record<Key, InNumber>) =>
  (key: Key, value = 1): string =>
    agree(value, words[key].one, words[key].many);

export const effectWords = agreeing<Effect>({
  NEW_PASSWORD: {
    one: 'nouveau mot de passe provisoire',
    many: 'nouveaux mots de passe provisoires',
  },
  PASSWORD_KEPT: {
    one: 'mot de passe provisoire conservé',
    many: 'mots de passe provisoires conservés',
  },
  USERNAME_ONLY: {
    one: 'identifiant rappelé, mot de passe inchangé',
    many: 'identifiants rappelés, mots de passe inchangés',
  },
  LISTED: { one: 'inscrit dans la liste', many: 'inscrits dans la liste' },
});

export const reasonWords = agreeing<Reason>({
  ACTIVATED: { one: 'compte déjà activé', many: 'comptes déjà activés' },
  ACTIVATING: { one: 'compte en cours d’activation', many: 'comptes en cours d’activation' },
  NO_EMAIL: { one: 'sans adresse email', many: 'sans adresse email' },
  DEPARTED: { one: 'parti de l’établissement', many: 'partis de l’établissement' },
  UNKNOWN: {
    one: 'compte introuvable dans cet établissement',
    many: 'comptes introuvables dans cet établissement',
  },
  RENEWED_SINCE_SELECTION: {
    one: 'mot de passe renouvelé entre-temps par une autre action',
    many: 'mots de passe renouvelés entre-temps par une autre action',
  },
  NOT_PROCESSED: { one: 'non traité', many: 'non traités' },
  MAIL_REJECTED: {
    one: 'email refusé par le service d’envoi',
    many: 'emails refusés par le service d’envoi',
  },
});

export const mailWords = agreeing<MailStatus>({
  PENDING: { one: 'en attente d’envoi', many: 'en attente d’envoi' },
  SENDING: { one: 'en cours d’envoi', many: 'en cours d’envoi' },
  SENT: { one: 'envoyé', many: 'envoyés' },
  REJECTED: { one: 'refusé à l’envoi', many: 'refusés à l’envoi' },
  DELIVERED: { one: 'remis', many: 'remis' },
  BOUNCED: { one: 'non remis, adresse en erreur', many: 'non remis, adresses en erreur' },
  COMPLAINED: { one: 'signalé comme indésirable', many: 'signalés comme indésirables' },
});

/** The types of notification (guide §3.2, §5.2). */
export const CHANNEL: Record<Channel, string> = {
  letter: 'Feuilles individuelles (PDF)',
  email: 'Email',
};

export const OPERATION: Record<OperationKind, string> = {
  NOTIFICATION: '(Re)notification',
  PASSWORD_RESET: 'Réinitialisation des mots de passe',
  ACCOUNT_LIST: 'Liste des comptes',
};

export const OPERATION_STATUS: Record<OperationStatus, string> = {
  QUEUED: 'En attente',
  RUNNING: 'En cours',
  SUCCEEDED: 'Terminée',
  PARTIAL: 'Terminée en partie',
  FAILED: 'Échouée',
};

export const MODULE: Record<Module, string> = {
  administration: 'Administration des comptes',
  troubleshooting: 'Dépannage des comptes élèves',
};

/** Who has neither, in the lists and their filters. */
export const NO_CLASS = 'Sans classe';
export const NO_MEF = 'Sans MEF';
