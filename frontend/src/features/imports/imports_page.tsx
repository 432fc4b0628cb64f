/** What each update of the school's data did, newest first. */
import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { listImports } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { Empty, Failure, Loading } from '@/ui/states';
import { ImportReport } from './import_report';

const WHILE_RUNNING_MS = 5_000;

export default function ImportsPage() {
  const { uai } = useSchool();
  const found = useQuery({
    queryKey: schoolKey(uai, 'imports'),
    queryFn: ({ signal }) => listImports({ path: { uai }, signal }),
    refetchInterval: (query) =>
      query.state.data?.items.some(({ status }) => status === 'RUNNING') && WHILE_RUNNING_MS,
  });
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
      {found.isError && !found.data && (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data?.items.length === 0 && (
        <Empty title="Aucun import pour le moment">
          <p>Le premier paraîtra ici dès que les données de l’établissement auront été reçues.</p>
        </Empty>
      )}
      {found.data?.items.map((report) => (
        <ImportReport key={report.import_id} report={report} />
      ))}
    </Page>
  );
}
