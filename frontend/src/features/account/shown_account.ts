/** An account as its page shows it, whoever holds it. */
import { useQuery } from '@tanstack/react-query';
import {
  type ExternalStudentAnswer,
  type GuardianAnswer,
  getExternalStudent,
  getGuardian,
  getStudent,
  type Population,
  type StudentAnswer,
} from '@/api/generated';
import { SECRET } from '@/api/query_client';
import type { ChosenAccounts } from '@/features/actions/chosen_accounts';
import { schoolKey, useSchool } from '@/features/schools/school';
import { warningOf } from './reset_warning';

export type ShownAccount =
  | ({ population: 'students' } & StudentAnswer)
  | ({ population: 'external_students' } & ExternalStudentAnswer)
  | ({ population: 'guardians' } & GuardianAnswer);

export const accountKey = (uai: string, population: Population, accountId: string) =>
  schoolKey(uai, 'account', population, accountId);

async function read(
  uai: string,
  population: Population,
  accountId: string,
  signal: AbortSignal,
): Promise<ShownAccount> {
  const options = { path: { uai, account_id: accountId }, signal };
  switch (population) {
    case 'students':
      return { population, ...(await getStudent(options)) };
    case 'external_students':
      return { population, ...(await getExternalStudent(options)) };
    case 'guardians':
      return { population, ...(await getGuardian(options)) };
  }
}

export function useAccount(population: Population, accountId: string) {
  const { uai } = useSchool();
  return useQuery({
    queryKey: accountKey(uai, population, accountId),
    queryFn: ({ signal }) => read(uai, population, accountId, signal),
    ...SECRET,
  });
}

export const justThis = (account: ShownAccount): ChosenAccounts => ({
  population: account.population,
  selection: { account_ids: [account.account_id] },
  count: 1,
  resetWarning: warningOf(account),
});
