/** What a report can be narrowed to: only what is in it, with its number. */
import type { ListOutcomesData, OutcomeStatus, OutcomeTotal } from '@/api/generated';
import { MAIL, REASON } from '@/words/accounts';
import { number } from '@/words/format';

export const OUTCOME: Record<OutcomeStatus, string> = {
  DONE: 'Traité',
  SKIPPED: 'Laissé de côté',
  FAILED: 'En échec',
};

const MANY: Record<OutcomeStatus, string> = {
  DONE: 'Traités',
  SKIPPED: 'Laissés de côté',
  FAILED: 'En échec',
};

/** Whom a report is narrowed to. */
export type OutcomeQuery = Pick<
  NonNullable<ListOutcomesData['query']>,
  'status' | 'reason' | 'mail'
>;

export interface OutcomeFilter {
  /** As it stands in the address bar; empty for everything. */
  value: string;
  label: string;
  query: OutcomeQuery;
}

export function outcomeFilters(totals: readonly OutcomeTotal[]): OutcomeFilter[] {
  const kinds = new Map<string, { words: string; query: OutcomeQuery; count: number }>();
  const add = (value: string, words: string, query: OutcomeQuery, count: number) => {
    const before = kinds.get(value)?.count ?? 0;
    kinds.set(value, { words, query, count: before + count });
  };
  for (const status of ['DONE', 'SKIPPED', 'FAILED'] as const) {
    const ofStatus = totals.filter((total) => total.status === status);
    for (const { count } of ofStatus) add(status, MANY[status], { status: [status] }, count);
    for (const { reason, count } of ofStatus) {
      if (reason === null) continue;
      const words = `${MANY[status]} : ${REASON[reason]}`;
      add(`${status}.${reason}`, words, { status: [status], reason: [reason] }, count);
    }
  }
  for (const { mail, count } of totals) {
    if (mail) add(`mail.${mail}`, `Email ${MAIL[mail]}`, { mail: [mail] }, count);
  }
  const all = totals.reduce((sum, total) => sum + total.count, 0);
  return [
    { value: '', label: `Tous les comptes (${number(all)})`, query: {} },
    ...[...kinds].map(([value, { words, query, count }]) => ({
      value,
      label: `${words} (${number(count)})`,
      query,
    })),
  ];
}
