/** What became of each account of an operation, by name, a page at a time. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { listOutcomes, type OperationAnswer } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Select } from '@/ui/choice';
import { useCursorPages } from '@/ui/cursor_pages';
import { DataTable } from '@/ui/data_table';
import { Pager } from '@/ui/pager';
import { Empty, Failure, Loading } from '@/ui/states';
import styles from './operations.module.css';
import { outcomeColumns } from './outcome_columns';
import { type OutcomeFilter, outcomeFilters } from './outcome_filters';
import { useTotals } from './use_operations';

const FILTER = 'compte-rendu';
const FIRST_SIZE = 50;

export function OutcomesReport({ operation }: { operation: OperationAnswer }) {
  const { uai } = useSchool();
  const [parameters, setParameters] = useSearchParams();
  const totals = useTotals(uai, operation).data ?? [];
  const filters = outcomeFilters(totals);
  const asked = parameters.get(FILTER) ?? '';
  const filter = filters.find((each) => each.value === asked) ?? filters[0];
  if (!filter) return null;
  return (
    <section className={styles.report} aria-labelledby="compte-rendu">
      <h2 id="compte-rendu">Compte par compte</h2>
      <div className={styles.filter}>
        <Select
          label="Afficher"
          value={filter.value}
          options={filters}
          onChange={(value) => setParameters(value ? { [FILTER]: value } : {}, { replace: true })}
        />
      </div>
      <Outcomes operation={operation} filter={filter} />
    </section>
  );
}

function Outcomes({ operation, filter }: { operation: OperationAnswer; filter: OutcomeFilter }) {
  const { uai } = useSchool();
  const [size, setSize] = useState(FIRST_SIZE);
  const pages = useCursorPages(`${filter.value}/${size}`);
  const { operation_id } = operation;
  const reading = useQuery({
    queryKey: schoolKey(
      uai,
      'operation',
      operation_id,
      'outcomes',
      filter.query,
      size,
      pages.cursor,
    ),
    queryFn: ({ signal }) =>
      listOutcomes({
        path: { uai, operation_id },
        query: { ...filter.query, limit: size, cursor: pages.cursor },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  if (reading.error) {
    return <Failure error={reading.error} onRetry={() => void reading.refetch()} />;
  }
  if (!reading.data) return <Loading label="Chargement du compte rendu…" lines={8} />;
  const { items, total, next_cursor } = reading.data;
  if (total === 0) return <Empty title="Aucun compte" />;
  return (
    <>
      <DataTable
        caption="Ce qu’il est advenu de chaque compte"
        columns={outcomeColumns(uai, operation)}
        rows={items}
        rowId={(outcome) => outcome.account_id}
        stale={reading.isPlaceholderData}
      />
      <Pager
        page={pages.page}
        pageSize={size}
        total={total}
        onFirst={pages.first}
        onPrevious={pages.previous}
        onNext={() => {
          if (!reading.isPlaceholderData) pages.next(next_cursor);
        }}
        onPageSize={setSize}
      />
    </>
  );
}
