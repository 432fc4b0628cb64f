/**
 * « Lister / imprimer les identifiants changés »: a PDF for each population, among the operations.
 *
 * To begin with those of the last night that changed some: the others have been handed out.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type OperationAnswer, requestAccountList } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/states';
import { TextField } from '@/ui/text_field';
import { POPULATION } from '@/words/accounts';
import { count } from '@/words/format';
import { appliedChanges, byPopulation, changedSince, lastNight } from './applied_accounts';

export function AppliedLists({ applied }: { applied: number }) {
  const { uai } = useSchool();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const reading = useQuery({
    queryKey: schoolKey(uai, 'username-changes', 'applied', applied),
    queryFn: ({ signal }) => appliedChanges(uai, signal),
    enabled: applied > 0,
  });
  const changes = reading.data ?? [];
  const since = chosen ?? lastNight(changes);
  const listed = changedSince(changes, since);
  const asking = useMutation({
    mutationFn: async () => {
      const operations: OperationAnswer[] = [];
      for (const { population, accountIds } of byPopulation(listed)) {
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
      {applied > 0 && (
        <TextField
          type="date"
          label="Identifiants changés depuis le"
          hint={`${count(listed.length, 'identifiant', 'identifiants')} ; sans date, tous`}
          value={since}
          onChange={(event) => setChosen(event.target.value)}
        />
      )}
      <Button
        priority="secondary"
        icon={FileText}
        busy={asking.isPending || reading.isLoading}
        unavailable={!reading.isLoading && listed.length === 0}
        reason={
          applied === 0
            ? 'Aucun identifiant n’a encore été changé.'
            : 'Aucun identifiant n’a été changé depuis cette date.'
        }
        onClick={() => asking.mutate()}
      >
        Lister les identifiants changés (PDF)
      </Button>
      {reading.isError && <Failure error={reading.error} onRetry={() => void reading.refetch()} />}
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
