/** The guide's own terms for what the API names in English. */
import type {
  AccountOrigin,
  AccountStatus,
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

export const EFFECT: Record<Effect, string> = {
  NEW_PASSWORD: 'nouveau mot de passe provisoire',
  PASSWORD_KEPT: 'mot de passe provisoire conservé',
  USERNAME_ONLY: 'identifiant rappelé, mot de passe inchangé',
  LISTED: 'inscrit dans la liste',
};

export const REASON: Record<Reason, string> = {
  ACTIVATED: 'compte déjà activé',
  ACTIVATING: 'compte en cours d’activation',
  NO_EMAIL: 'sans adresse email',
  DEPARTED: 'parti de l’établissement',
  UNKNOWN: 'compte introuvable dans cet établissement',
  RENEWED_SINCE_SELECTION: 'mot de passe renouvelé entre-temps par une autre action',
  NOT_PROCESSED: 'non traité',
  MAIL_REJECTED: 'email refusé par le service d’envoi',
};

const REASON_OF_SEVERAL: Record<Reason, string> = {
  ACTIVATED: 'comptes déjà activés',
  ACTIVATING: 'comptes en cours d’activation',
  NO_EMAIL: 'sans adresse email',
  DEPARTED: 'partis de l’établissement',
  UNKNOWN: 'comptes introuvables dans cet établissement',
  RENEWED_SINCE_SELECTION: 'mots de passe renouvelés entre-temps par une autre action',
  NOT_PROCESSED: 'non traités',
  MAIL_REJECTED: 'emails refusés par le service d’envoi',
};

/** Behind a number: « 4 comptes déjà activés ». */
export const reasonOf = (reason: Reason, count: number): string =>
  agree(count, REASON[reason], REASON_OF_SEVERAL[reason]);

export const MAIL: Record<MailStatus, string> = {
  PENDING: 'en attente d’envoi',
  SENDING: 'envoi en cours',
  SENT: 'envoyé',
  REJECTED: 'refusé à l’envoi',
  DELIVERED: 'remis',
  BOUNCED: 'non remis, adresse en erreur',
  COMPLAINED: 'signalé comme indésirable',
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
