/** Until when the document of an operation is handed out, and what to do once it is gone. */
import type { OperationAnswer, OperationKind } from '@/api/generated';
import { date, time } from '@/words/format';

type Expiring = Pick<OperationAnswer, 'file_expires_at'>;

/** Swept after a day, since it bears passwords. */
export const isGone = ({ file_expires_at }: Expiring, at = Date.now()): boolean =>
  file_expires_at !== null && Date.parse(file_expires_at) <= at;

/** « Disponible jusqu’au 28/11/2026 à 21:56 » */
export const availability = ({ file_expires_at }: Expiring): string =>
  file_expires_at === null
    ? ''
    : `Disponible jusqu’au ${date(file_expires_at)} à ${time(file_expires_at)}`;

export const ONCE_GONE: Record<OperationKind, string> = {
  NOTIFICATION:
    'Pour d’autres courriers, relancez la notification des mêmes comptes, sans réinitialiser : les mots de passe provisoires encore valables sont conservés.',
  PASSWORD_RESET:
    'Ne réinitialisez pas de nouveau : listez les mêmes comptes, la liste donne les mots de passe provisoires encore valables.',
  ACCOUNT_LIST: 'Demandez une nouvelle liste : elle ne change rien aux comptes.',
};
