/** What a report can be narrowed to: only what is in it, with its number. */
import type { ListOutcomesData, OutcomeStatus, OutcomeTotal } from '@/api/generated';
import { agreeing, mailWords, reasonWords } from '@/words/accounts';
import { agree, number } from '@/words/format';

export const outcomeWords = agreeing<OutcomeStatus>({
  DONE: { one: 'Traité', many: 'Traités' },
  SKIPPED: { one: 'Laissé de côté', many: 'Laissés de côté' },
  FAILED: { one: 'En échec', many: 'En échec' },
});

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

interface Kind {
  words: (count: number) => string;
  query: OutcomeQuery;
  count: number;
}

export function outcomeFilters(totals: readonly OutcomeTotal[]): OutcomeFilter[] {
  const kinds = new Map<string, Kind>();
  const add = (value: string, kind: Kind) => {
    const before = kinds.get(value)?.count ?? 0;
    kinds.set(value, { ...kind, count: before + kind.count });
  };
  for (const status of ['DONE', 'SKIPPED', 'FAILED'] as const) {
    const ofStatus = totals.filter((total) => total.status === status);
    const words = (many: number) => outcomeWords(status, many);
    for (const { count } of ofStatus) add(status, { words, query: { status: [status] }, count });
    for (const { reason, count } of ofStatus) {
      if (reason === null) continue;
      add(`${status}.${reason}`, {
        words: (many) => `${words(many)} : ${reasonWords(reason, many)}`,
        query: { status: [status], reason: [reason] },
        count,
      });
    }
  }
  for (const { mail, count } of totals) {
    if (mail === null) continue;
    add(`mail.${mail}`, {
      words: (many) => `${agree(many, 'Email', 'Emails')} ${mailWords(mail, many)}`,
      query: { mail: [mail] },
      count,
    });
  }
  const all = totals.reduce((sum, total) => sum + total.count, 0);
  return [
    { value: '', label: `Tous les comptes (${number(all)})`, query: {} },
    ...[...kinds].map(([value, { words, query, count }]) => ({
      value,
      label: `${words(count)} (${number(count)})`,
      query,
    })),
  ];
}
