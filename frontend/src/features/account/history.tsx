/** What was done to the account over the last twelve months, and by whom. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getAccountHistory, type HistoryEntryAnswer } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Failure, Loading } from '@/ui/states';
import { Timeline } from '@/ui/timeline';
import { effectWords, OPERATION } from '@/words/accounts';
import { capital } from './account_words';

export function History({ accountId }: { accountId: string }) {
  const { uai } = useSchool();
  const history = useQuery({
    queryKey: schoolKey(uai, 'account-history', accountId),
    queryFn: ({ signal }) => getAccountHistory({ path: { uai, account_id: accountId }, signal }),
  });
  if (history.error) {
    return <Failure error={history.error} onRetry={() => void history.refetch()} />;
  }
  if (!history.data) return <Loading label="Chargement de l’historique…" lines={5} />;
  if (history.data.items.length === 0) return <p>Rien n’est arrivé à ce compte depuis un an.</p>;
  return (
    <Timeline
      entries={history.data.items.map((entry, place) => ({
        key: `${entry.at}-${entry.tag}-${place}`,
        at: entry.at,
        title: entry.label,
        detail: <Detail entry={entry} uai={uai} />,
      }))}
    />
  );
}

function Detail({ entry, uai }: { entry: HistoryEntryAnswer; uai: string }) {
  return (
    <>
      {entry.by && <div>Par {entry.by}</div>}
      {entry.effect && <div>{capital(effectWords(entry.effect))}</div>}
      {entry.operation_id && (
        <Link to={`/${uai}/operations/${entry.operation_id}`}>
          Voir l’opération
          {entry.kind && <span className="fr-sr-only"> {OPERATION[entry.kind]}</span>}
        </Link>
      )}
    </>
  );
}
