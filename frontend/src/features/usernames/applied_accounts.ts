/** All the accounts whose username has changed, by population, as lists are asked for. */
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

export function byPopulation(changes: readonly UsernameChangeAnswer[]): AppliedAccounts[] {
  return ORDER.map((population) => ({
    population,
    accountIds: changes
      .filter((change) => change.population === population)
      .map((change) => change.account_id),
  })).filter(({ accountIds }) => accountIds.length > 0);
}

export async function appliedAccounts(uai: string): Promise<AppliedAccounts[]> {
  const found: UsernameChangeAnswer[] = [];
  let cursor: string | null = null;
  do {
    const page: UsernameChangeList = await listUsernameChanges({
      path: { uai },
      query: { state: ['APPLIED'], limit: PAGE, cursor },
    });
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return byPopulation(found);
}
