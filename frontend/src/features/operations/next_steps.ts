/** What the result of an operation offers to do next, and for which of its accounts. */
import { FileText, type LucideIcon, RotateCcw } from 'lucide-react';
import type { OperationAnswer, OutcomeTotal } from '@/api/generated';
import type { Opening } from '@/features/actions/action_dialog';
import type { ActionKind, ActionOptions } from '@/features/actions/action_request';
import { UNREACHED, unreached } from './operation_words';
import type { OutcomeQuery } from './outcome_filters';

export interface NextStep extends Pick<Opening, 'kind' | 'options'> {
  label: string;
  icon: LucideIcon;
  /** The accounts it is for. */
  whose: OutcomeQuery;
}

/** Letters to those an e-mail did not reach or could not be sent to; the same again for what failed. */
export function nextSteps(
  operation: OperationAnswer,
  totals: readonly OutcomeTotal[],
): readonly NextStep[] {
  const { kind, channel, failed, file_name } = operation;
  const asked: ActionOptions = {
    channel: channel ?? 'letter',
    resetPasswords: kind === 'NOTIFICATION' && operation.reset_passwords,
    includeActivated: operation.include_activated,
    format: formatOf(file_name),
  };
  const steps: NextStep[] = [];
  if (totals.some(unreached)) {
    steps.push({
      label: 'Préparer les courriers de ceux que l’email n’a pas atteints',
      icon: FileText,
      whose: { mail: UNREACHED },
      kind: 'notification',
      // Reset if that was asked for: once more would undo the password of who has read it after all.
      options: { ...asked, channel: 'letter', resetPasswords: false },
    });
  }
  if (totals.some(({ reason }) => reason === 'NO_EMAIL')) {
    steps.push({
      label: 'Préparer les courriers de ceux qui n’ont pas d’adresse email',
      icon: FileText,
      whose: { reason: ['NO_EMAIL'] },
      kind: 'notification',
      options: { ...asked, channel: 'letter' },
    });
  }
  if (failed > 0) {
    steps.push({
      label: 'Reprendre les comptes en échec',
      icon: RotateCcw,
      whose: { status: ['FAILED'] },
      kind: ACTION[kind],
      options: asked,
    });
  }
  return steps;
}

const ACTION: Record<OperationAnswer['kind'], ActionKind> = {
  NOTIFICATION: 'notification',
  PASSWORD_RESET: 'reset',
  ACCOUNT_LIST: 'list',
};

const formatOf = (fileName: string | null) => {
  const end = fileName?.split('.').at(-1);
  return end === 'csv' || end === 'xlsx' ? end : 'pdf';
};
