/** The three actions on chosen accounts (guide §3.2 to §3.4), as the API takes them. */
import {
  type Channel,
  type ListFormat,
  type OperationAnswer,
  type Preview,
  type ResetAnswer,
  requestAccountList,
  requestNotification,
  requestPasswordReset,
} from '@/api/generated';
import type { ChosenAccounts } from './chosen_accounts';

export type ActionKind = 'notification' | 'list' | 'reset';

export const TITLE: Record<ActionKind, string> = {
  notification: '(Re)notifier les comptes',
  list: 'Lister les comptes',
  reset: 'Réinitialiser les mots de passe',
};

export interface ActionOptions {
  channel: Channel;
  resetPasswords: boolean;
  includeActivated: boolean;
  format: ListFormat;
}

/** What is asked for, whole: the same request sent again under the same key starts nothing twice. */
export interface ActionRequest {
  uai: string;
  kind: ActionKind;
  chosen: ChosenAccounts;
  options: ActionOptions;
}

export const DEFAULT_OPTIONS: ActionOptions = {
  channel: 'letter',
  resetPasswords: false,
  includeActivated: false,
  format: 'pdf',
};

/** Whether an account that has a password may be given another one. */
export const resets = ({ kind, options }: Pick<ActionRequest, 'kind' | 'options'>): boolean =>
  kind === 'reset' || (kind === 'notification' && options.resetPasswords);

/** One account, named: it is acted on whatever its status. */
export const isSingle = (chosen: ChosenAccounts): boolean =>
  chosen.selection.account_ids?.length === 1;

// A preview may take its time on a whole school; the API itself gives up after 30 seconds.
const PATIENCE_MS = 35_000;

/** What would happen; nothing is done. */
export async function previewAction(request: ActionRequest, signal: AbortSignal): Promise<Preview> {
  const answer = await ask(request, true, signal);
  if (!('by_status' in answer)) throw new Error('an operation in the place of a preview');
  return answer;
}

/** Does it. `key` is made once for a confirmation, however often it has to be sent. */
export async function startAction(
  request: ActionRequest,
  key: string,
): Promise<OperationAnswer | ResetAnswer> {
  const answer = await ask(request, false, AbortSignal.timeout(PATIENCE_MS), key);
  if ('by_status' in answer) throw new Error('a preview in the place of an operation');
  return answer;
}

function ask(
  { uai, kind, chosen, options }: ActionRequest,
  preview: boolean,
  signal: AbortSignal,
  key?: string,
) {
  const { population, selection } = chosen;
  const { channel, resetPasswords, includeActivated, format } = options;
  const call = { path: { uai }, headers: { 'idempotency-key': key }, signal };
  if (kind === 'list') {
    return requestAccountList({ ...call, body: { population, selection, format, preview } });
  }
  const accounts = { population, selection, include_activated: includeActivated, preview };
  if (kind === 'reset') return requestPasswordReset({ ...call, body: accounts });
  return requestNotification({
    ...call,
    body: { ...accounts, channel, reset_passwords: resetPasswords },
  });
}
