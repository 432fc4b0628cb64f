/** What the school's staff did, over days that one chooses, and its file. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { getJournal } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Page } from '@/ui/page';
import { ShowMore } from '@/ui/show_more';
import { Empty, Failure, Loading } from '@/ui/states';
import { count } from '@/words/format';
import { ExportButton } from './export_button';
import { JournalTable } from './journal_table';
import { PeriodForm } from './period_form';

const ROWS = 50;

export default function JournalPage() {
  const { uai } = useSchool();
  const [search, setSearch] = useSearchParams();
  const asked = { since: search.get('du'), until: search.get('au') };
  const found = useInfiniteQuery({
    queryKey: schoolKey(uai, 'journal', asked.since, asked.until),
    queryFn: ({ signal, pageParam }) =>
      getJournal({ path: { uai }, query: { ...asked, limit: ROWS, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  const first = found.data?.pages[0];
  const entries = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const period = {
    since: asked.since ?? first?.since ?? '',
    until: asked.until ?? first?.until ?? '',
  };

  return (
    <Page title="Journal de l’établissement">
      <p>
        Ce que les agents de l’établissement ont demandé, quand, et pour qui : notifications,
        réinitialisations, listes, documents téléchargés, nouveaux identifiants, adresses internet.
        Ces traces ne peuvent être ni modifiées ni retirées ; elles sont conservées douze mois. Le
        fichier compte une ligne par compte, et une seule par document téléchargé.
      </p>
      <PeriodForm
        period={period}
        onChoose={({ since, until }) => setSearch({ du: since, au: until }, { replace: true })}
      >
        <ExportButton period={period} />
      </PeriodForm>
      {found.isPending && <Loading label="Chargement du journal…" lines={8} />}
      {found.isError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {first && (
        <p role="status">
          {count(entries.length, 'action affichée', 'actions affichées')}
          {found.hasNextPage && ', d’autres suivent'}
        </p>
      )}
      {first && entries.length === 0 && (
        <Empty title="Aucune action sur cette période">
          <p>Choisissez d’autres dates.</p>
        </Empty>
      )}
      {entries.length > 0 && <JournalTable entries={entries} />}
      <ShowMore found={found} />
    </Page>
  );
}
