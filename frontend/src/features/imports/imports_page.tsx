/** What each update of the school's data did, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { listImports } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { ShowMore } from '@/ui/show_more';
import { Empty, Failure, Loading } from '@/ui/states';
import { count } from '@/words/format';
import { ImportReport } from './import_report';
import styles from './imports.module.css';

const WHILE_RUNNING_MS = 5_000;

export default function ImportsPage() {
  const { uai } = useSchool();
  const found = useInfiniteQuery({
    queryKey: schoolKey(uai, 'imports'),
    queryFn: ({ signal, pageParam }) =>
      listImports({ path: { uai }, query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    // One that runs is the newest: the first page has it.
    refetchInterval: (query) =>
      query.state.data?.pages[0]?.items.some(({ status }) => status === 'RUNNING') &&
      WHILE_RUNNING_MS,
  });
  const reports = found.data?.pages.flatMap(({ items }) => items);
  return (
    <Page
      title="Imports des données de l’établissement"
      actions={
        <Button
          priority="tertiary"
          icon={RotateCcw}
          busy={found.isFetching}
          onClick={() => void found.refetch()}
        >
          Actualiser
        </Button>
      }
    >
      <p>
        Les élèves et les responsables viennent de la base élèves (SIECLE) ou de l’annuaire
        fédérateur de l’académie. Chaque mise à jour laisse ici son compte rendu, pendant douze
        mois. Une anomalie n’empêche pas l’import : elle se corrige là d’où vient la donnée.
      </p>
      {found.isPending && <Loading label="Chargement des imports…" lines={8} />}
      {found.isError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {reports?.length === 0 && (
        <Empty title="Aucun import pour le moment">
          <p>Le premier paraîtra ici dès que les données de l’établissement auront été reçues.</p>
        </Empty>
      )}
      {reports && reports.length > 0 && (
        <p role="status">
          {count(reports.length, 'compte rendu affiché', 'comptes rendus affichés')}
          {found.hasNextPage && ', d’autres suivent'}
        </p>
      )}
      {reports?.map((report) => (
        <ImportReport key={report.import_id} report={report} />
      ))}
      <div className={styles.more}>
        <ShowMore found={found} />
      </div>
    </Page>
  );
}
