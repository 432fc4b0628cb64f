/** Operations in the guide's words. */
import type { MailStatus, OperationAnswer, OutcomeTotal, Reason } from '@/api/generated';
import { effectWords, mailWords, OPERATION, POPULATION, reasonWords } from '@/words/accounts';
import { agree, count, number, share } from '@/words/format';

/** « (Re)notification par email » */
export function operationName({
  kind,
  channel,
}: Pick<OperationAnswer, 'kind' | 'channel'>): string {
  return channel === 'email' ? `${OPERATION[kind]} par email` : OPERATION[kind];
}

/** « (Re)notification de 3 000 élèves » */
export function operationTitle(operation: OperationAnswer): string {
  const { one, many } = POPULATION[operation.population];
  return `${operationName(operation)} de ${count(operation.total, one, many)}`;
}

/** What is done of it, those left out counted: nothing more will happen to them. */
export const handled = ({ done, skipped, failed }: OperationAnswer): number =>
  done + skipped + failed;

/** « 1 204 traités, 30 laissés de côté, 2 en échec » */
export function figures({ done, skipped, failed }: OperationAnswer): string {
  const parts = [`${number(done)} ${agree(done, 'traité', 'traités')}`];
  if (skipped) parts.push(`${number(skipped)} ${agree(skipped, 'laissé', 'laissés')} de côté`);
  if (failed) parts.push(`${number(failed)} en échec`);
  return parts.join(', ');
}

/** What became of an e-mail that calls for a letter: it was refused, or did not reach its reader. */
export const UNREACHED: MailStatus[] = ['REJECTED', 'BOUNCED', 'COMPLAINED'];

export const unreached = ({ mail }: OutcomeTotal): boolean =>
  mail !== null && UNREACHED.includes(mail);

/**
 * The guide's sentence where everybody was done (guide §3.4, §5.4); otherwise who was not is told
 * too, and how many e-mails went out in vain, once that is known.
 */
export function resultSentence(
  operation: OperationAnswer,
  totals: readonly OutcomeTotal[] = [],
): string {
  const { kind, channel, done, total, skipped, failed } = operation;
  const others = [
    ...(skipped > 0 ? [`${number(skipped)} ${agree(skipped, 'laissé', 'laissés')} de côté`] : []),
    ...(failed > 0 ? [`${number(failed)} en échec`] : []),
  ].join(', ');
  if (done === 0) return `${NOBODY[kind]} : ${others}.`;
  const { one, many } = POPULATION[operation.population];
  const everybody = done === total;
  const whom = everybody ? `${one}(s) sélectionné(s)` : count(done, one, many);
  const rest = everybody ? '' : ` ; ${others}`;
  const to = everybody ? 'les ' : '';
  switch (kind) {
    case 'PASSWORD_RESET':
      return `Le mot de passe a bien été réinitialisé pour ${to}${whom}${rest}`;
    case 'NOTIFICATION': {
      if (channel !== 'email') return `Les comptes ont bien été notifiés pour ${to}${whom}${rest}`;
      const vain = sentInVain(totals);
      return vain > 0
        ? `Les emails ont été envoyés à ${count(done, one, many)}, dont ${number(vain)} ${agree(vain, 'n’a pas été atteint', 'n’ont pas été atteints')}${rest}`
        : `Les emails ont bien été envoyés ${everybody ? 'aux' : 'à'} ${whom}${rest}`;
    }
    case 'ACCOUNT_LIST':
      return `La liste des comptes est prête${everybody ? '' : ` pour ${whom}${rest}`}`;
  }
}

/** Those refused have failed: they are told apart. */
function sentInVain(totals: readonly OutcomeTotal[]): number {
  const vain = totals.filter((each) => each.status === 'DONE' && unreached(each));
  return vain.reduce((sum, each) => sum + each.count, 0);
}

const NOBODY = {
  PASSWORD_RESET: 'Aucun mot de passe n’a été réinitialisé',
  NOTIFICATION: 'Aucun compte n’a été notifié',
  ACCOUNT_LIST: 'La liste des comptes n’a pas été établie',
} as const;

/** How the end is told: nothing done is no success, even where nothing failed. */
export function resultSeverity(
  { status, done }: OperationAnswer,
  totals: readonly OutcomeTotal[] = [],
): 'success' | 'info' | 'warning' | 'error' {
  if (status === 'FAILED') return 'error';
  if (status === 'PARTIAL' || sentInVain(totals) > 0) return 'warning';
  return done === 0 ? 'info' : 'success';
}

/** How many quarters of it are handled: told as they are reached, and not at each second. */
export const quarters = (operation: OperationAnswer): number =>
  operation.total === 0 ? 0 : Math.floor((4 * handled(operation)) / operation.total);

/** « (Re)notification de 3 000 élèves : 50 % »; nothing before the first quarter. */
export function progressSentence(operation: OperationAnswer): string {
  const reached = quarters(operation);
  return reached === 0 ? '' : `${operationTitle(operation)} : ${share(reached, 4)}`;
}

/** « Télécharger le courrier au format PDF » (guide §3.2) */
export function downloadLabel({ kind, file_name }: OperationAnswer): string {
  const format = file_name?.split('.').at(-1)?.toUpperCase() ?? '';
  return `Télécharger ${kind === 'NOTIFICATION' ? 'le courrier' : 'la liste'} au format ${format}`;
}

export interface ResultLine {
  count: number;
  words: string;
}

/** The figures of a finished operation, by what happened: done, left out, failed. */
export function resultLines(
  totals: readonly OutcomeTotal[],
): Record<'done' | 'leftOut' | 'failed' | 'mail', ResultLine[]> {
  const why = (status: OutcomeTotal['status']) => (total: OutcomeTotal) =>
    total.status === status ? (total.reason ?? WITHOUT_REASON) : null;
  return {
    done: summed(totals, ({ status, effect }) => (status === 'DONE' ? effect : null), effectWords),
    leftOut: summed(totals, why('SKIPPED'), whyWords),
    failed: summed(totals, why('FAILED'), whyWords),
    mail: summed(totals, ({ mail }) => mail, mailWords),
  };
}

const WITHOUT_REASON = 'sans motif';

const whyWords = (reason: Reason | typeof WITHOUT_REASON, many: number): string =>
  reason === WITHOUT_REASON ? WITHOUT_REASON : reasonWords(reason, many);

function summed<Key>(
  totals: readonly OutcomeTotal[],
  keyOf: (total: OutcomeTotal) => Key | null,
  wordsOf: (key: Key, many: number) => string,
): ResultLine[] {
  const sums = new Map<Key, number>();
  for (const total of totals) {
    const key = keyOf(total);
    if (key !== null) sums.set(key, (sums.get(key) ?? 0) + total.count);
  }
  return [...sums].map(([key, many]) => ({ words: wordsOf(key, many), count: many }));
}
