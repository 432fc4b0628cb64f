/** The operations of the school, running and past. */
import { Link } from 'react-router';
import type { OperationAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { ButtonLink } from '@/ui/button';
import { type Column, DataTable } from '@/ui/data_table';
import { Page } from '@/ui/page';
import { Progress } from '@/ui/progress';
import { Empty, Failure, Loading } from '@/ui/states';
import { POPULATION, POPULATION_PATH } from '@/words/accounts';
import { moment } from '@/words/format';
import { OperationStatus } from './operation_status';
import { figures, handled, operationName, operationTitle } from './operation_words';
import styles from './operations.module.css';
import { isRunning, useOperations } from './use_operations';

export default function OperationsPage() {
  const { uai, administration } = useSchool();
  const operations = useOperations(uai);
  return (
    <Page title="Opérations">
      <p>
        {administration
          ? 'Les dernières actions demandées dans cet établissement, de la plus récente à la plus ancienne.'
          : 'Les dernières actions que vous avez demandées, de la plus récente à la plus ancienne.'}{' '}
        Un document reste disponible 24 heures.
      </p>
      <Operations reading={operations} uai={uai} />
    </Page>
  );
}

function Operations({ reading, uai }: { reading: ReturnType<typeof useOperations>; uai: string }) {
  if (reading.data === undefined) {
    if (reading.error) {
      return <Failure error={reading.error} onRetry={() => void reading.refetch()} />;
    }
    return <Loading label="Chargement des opérations…" lines={8} />;
  }
  if (reading.data.items.length === 0) {
    return (
      <Empty
        title="Aucune opération pour l’instant"
        actions={
          <ButtonLink to={`/${uai}/${POPULATION_PATH.students}`}>Rechercher des élèves</ButtonLink>
        }
      >
        <p>Les notifications, listes et réinitialisations que vous demandez paraissent ici.</p>
      </Empty>
    );
  }
  return (
    <>
      {reading.error && <Failure error={reading.error} onRetry={() => void reading.refetch()} />}
      <DataTable
        caption="Opérations de l’établissement"
        columns={columns(uai)}
        rows={reading.data.items}
        rowId={(operation) => operation.operation_id}
      />
    </>
  );
}

const columns = (uai: string): Column<OperationAnswer>[] => [
  {
    id: 'kind',
    title: 'Opération',
    header: true,
    cell: (operation) => (
      <Link
        to={`/${uai}/operations/${operation.operation_id}`}
        aria-label={`${operationTitle(operation)}, ${moment(operation.created_at)}`}
      >
        {operationName(operation)}
      </Link>
    ),
  },
  {
    id: 'population',
    title: 'Comptes',
    cell: ({ population }) => POPULATION[population].title,
  },
  {
    id: 'created_at',
    title: 'Demandée',
    nowrap: true,
    cell: ({ created_at }) => moment(created_at),
  },
  { id: 'created_by', title: 'Par', cell: ({ created_by }) => created_by },
  {
    id: 'figures',
    title: 'Compte rendu',
    cell: (operation) =>
      isRunning(operation) ? (
        <div className={styles.inRow}>
          <Progress label="Avancement" done={handled(operation)} total={operation.total} />
        </div>
      ) : (
        figures(operation)
      ),
  },
  {
    id: 'status',
    title: 'État',
    cell: ({ status }) => <OperationStatus status={status} />,
  },
];
