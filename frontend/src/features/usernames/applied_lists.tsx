/** « Lister / imprimer les identifiants changés »: a PDF for each population, among the operations. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { Link } from 'react-router';
import { type OperationAnswer, requestAccountList } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/states';
import { POPULATION } from '@/words/accounts';
import { count } from '@/words/format';
import { appliedAccounts } from './applied_accounts';

export function AppliedLists({ applied }: { applied: number }) {
  const { uai } = useSchool();
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: async () => {
      const operations: OperationAnswer[] = [];
      for (const { population, accountIds } of await appliedAccounts(uai)) {
        const answer = await requestAccountList({
          path: { uai },
          body: { population, selection: { account_ids: accountIds }, format: 'pdf' },
        });
        if ('operation_id' in answer) operations.push(answer);
      }
      return operations;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: schoolKey(uai, 'operations') }),
  });
  return (
    <>
      <Button
        priority="secondary"
        icon={FileText}
        busy={asking.isPending}
        unavailable={applied === 0}
        reason="Aucun identifiant n’a encore été changé."
        onClick={() => asking.mutate()}
      >
        Lister les identifiants changés (PDF)
      </Button>
      {asking.isError && <Failure error={asking.error} />}
      {asking.data && (
        <Alert severity="success">
          <ul>
            {asking.data.map((operation) => (
              <li key={operation.operation_id}>
                <Link to={`/${uai}/operations/${operation.operation_id}`}>
                  Ouvrir la liste des {POPULATION[operation.population].many}
                </Link>{' '}
                ({count(operation.total, 'compte', 'comptes')})
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
