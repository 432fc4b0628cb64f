/** Operations in the guide's words. */
import type { OperationAnswer, OutcomeTotal } from '@/api/generated';
import { EFFECT, MAIL, OPERATION, POPULATION, REASON } from '@/words/accounts';
import { agree, count, number } from '@/words/format';

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

/** The guide's sentence once it is over (guide §3.4, §5.4). */
export function resultSentence(operation: OperationAnswer): string {
  const whom = `${POPULATION[operation.population].one}(s)`;
  const failed = count(operation.failed, 'compte', 'comptes');
  const partly = operation.status === 'PARTIAL' ? `, sauf pour ${failed}` : '';
  if (operation.status === 'FAILED') return `${FAILED[operation.kind]} : ${failed} en échec.`;
  switch (operation.kind) {
    case 'PASSWORD_RESET':
      return `Le mot de passe a bien été réinitialisé pour les ${whom} ${SELECTED[operation.population]}${partly}`;
    case 'NOTIFICATION':
      return operation.channel === 'email'
        ? `Les emails ont bien été envoyés aux ${whom} ${SELECTED[operation.population]}${partly}`
        : `Les comptes ont bien été notifiés pour les ${whom} ${SELECTED[operation.population]}${partly}`;
    case 'ACCOUNT_LIST':
      return `La liste des comptes est prête${partly}`;
  }
}

const SELECTED = {
  students: 'sélectionné(s)',
  external_students: 'sélectionné(s)',
  guardians: 'sélectionné(s)',
} as const;

const FAILED = {
  PASSWORD_RESET: 'Les mots de passe n’ont pas pu être réinitialisés',
  NOTIFICATION: 'Les comptes n’ont pas pu être notifiés',
  ACCOUNT_LIST: 'La liste des comptes n’a pas pu être établie',
} as const;

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
  return {
    done: summed(totals, ({ status, effect }) =>
      status === 'DONE' && effect ? EFFECT[effect] : null,
    ),
    leftOut: summed(totals, (each) => (each.status === 'SKIPPED' ? reasonOf(each) : null)),
    failed: summed(totals, (each) => (each.status === 'FAILED' ? reasonOf(each) : null)),
    mail: summed(totals, ({ mail }) => (mail ? MAIL[mail] : null)),
  };
}

const reasonOf = ({ reason }: OutcomeTotal): string => (reason ? REASON[reason] : 'sans motif');

function summed(
  totals: readonly OutcomeTotal[],
  wordsOf: (total: OutcomeTotal) => string | null,
): ResultLine[] {
  const sums = new Map<string, number>();
  for (const total of totals) {
    const words = wordsOf(total);
    if (words !== null) sums.set(words, (sums.get(words) ?? 0) + total.count);
  }
  return [...sums].map(([words, many]) => ({ words, count: many }));
}
