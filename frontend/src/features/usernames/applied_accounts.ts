/** The accounts whose username has changed, by population, as lists are asked for. */
import {
  listUsernameChanges,
  type Population,
  type UsernameChangeAnswer,
  type UsernameChangeList,
} from '@/api/generated';

export interface AppliedAccounts {
  population: Population;
  accountIds: string[];
}

const ORDER: readonly Population[] = ['students', 'external_students', 'guardians'];
const PAGE = 200;
/** 2026-11-27, as days are written in forms. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

export function byPopulation(changes: readonly UsernameChangeAnswer[]): AppliedAccounts[] {
  return ORDER.map((population) => ({
    population,
    accountIds: changes
      .filter((change) => change.population === population)
      .map((change) => change.account_id),
  })).filter(({ accountIds }) => accountIds.length > 0);
}

/** The last day on whose night some were changed; empty when none ever was. */
export const lastNight = (changes: readonly UsernameChangeAnswer[]): string =>
  changes.map(dayOf).sort().at(-1) ?? '';

/** Those changed on `day` or later; all of them without a day. */
export const changedSince = (
  changes: readonly UsernameChangeAnswer[],
  day: string,
): UsernameChangeAnswer[] => changes.filter((change) => dayOf(change) >= day);

const dayOf = ({ decided_at }: UsernameChangeAnswer): string =>
  decided_at === null ? '' : DAY.format(new Date(decided_at));

export async function appliedChanges(
  uai: string,
  signal: AbortSignal,
): Promise<UsernameChangeAnswer[]> {
  const found: UsernameChangeAnswer[] = [];
  let cursor: string | null = null;
  do {
    const page: UsernameChangeList = await listUsernameChanges({
      path: { uai },
      query: { state: ['APPLIED'], limit: PAGE, cursor },
      signal,
    });
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
}
