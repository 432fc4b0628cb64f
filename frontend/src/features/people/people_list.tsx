/**
 * A list of people: filters in the address, numbers by status, selection, pages.
 *
 * The same for students, external students and guardians, and for both modules (guide §3.1, §3.5,
 * §4, §5.1): what differs is told by a `PeopleTable`.
 */
import { useMemo, useRef } from 'react';
import type { Population } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { Chips } from '@/ui/chips';
import { Failure, Loading } from '@/ui/states';
import { criteriaWords } from './criteria_words';
import { FilterBar } from './filter_bar';
import { isWholeSchool } from './list_address';
import { NobodyFound } from './nobody_found';
import styles from './people_list.module.css';
import { PeopleRows } from './people_rows';
import type { PeopleTable } from './people_table';
import { ResultHead } from './result_head';
import type { Found } from './selection';
import { SelectionBar } from './selection_bar';
import { useFoundOf } from './use_found_of';
import { useListPlace } from './use_list_place';
import { usePageSize } from './use_page_size';
import { useFigures, usePeoplePage, useSearchOptions } from './use_people';
import { useResultTold } from './use_result_told';
import { useSelection } from './use_selection';

export function PeopleList<P extends Population, Row extends object>({
  table,
}: {
  table: PeopleTable<P, Row>;
}) {
  const { uai } = useSchool();
  const { population } = table;
  const place = useListPlace(population);
  const { criteria, sort, cursors } = place;
  const [limit, setLimit] = usePageSize(table.pageSizes);
  const query = { ...criteria, sort, limit, cursor: cursors.at(-1) };
  const page = usePeoplePage(uai, table, query);
  const figures = useFigures(uai, table, query, page.data?.counts);
  const options = useSearchOptions(uai, population);
  const [selection, changeSelection] = useSelection(uai, population);
  const searchField = useRef<HTMLInputElement>(null);
  const stale = page.isPlaceholderData;
  const result = page.isError && page.data === undefined ? undefined : page.data;

  const found = useMemo<Found | undefined>(
    () =>
      result && !stale
        ? { criteria, total: result.total, accounts: result.accounts ?? result.total }
        : undefined,
    [result, stale, criteria],
  );
  const told = useFoundOf(criteria, found);
  const [head, pageChanges] = useResultTold(population, found, cursors.length + 1, limit);
  const reset = () => place.filter(() => ({}), 'reset');

  return (
    <div className={styles.list}>
      <FilterBar
        population={population}
        criteria={criteria}
        options={options}
        figures={figures}
        searchField={searchField}
        onChange={place.filter}
      />
      <Chips
        label="Filtres utilisés"
        chips={criteriaWords(criteria, options).map(({ key, label, without }) => ({
          key,
          label,
          onRemove: () => place.filter(without, `without ${key}`),
        }))}
        onClear={reset}
        focusAfter={searchField}
      />
      <ResultHead
        ref={head}
        population={population}
        found={told}
        figures={figures}
        statuses={criteria.status ?? []}
        onStatuses={(status) => place.filter((before) => ({ ...before, status }), 'status')}
      />
      <SelectionBar
        population={population}
        selection={selection}
        onChange={changeSelection}
        criteria={criteria}
        found={found}
        options={options}
        onShow={(shown) => place.filter(() => shown, 'selection')}
      />
      {page.isError && (
        <Failure
          error={page.error}
          onRetry={() => {
            // A page's cursor lasts a day, and serves one search: from the first page, all is well.
            if (cursors.length > 0 && result === undefined) place.goTo([]);
            else void page.refetch();
          }}
        />
      )}
      {page.isPending && <Loading label="Recherche en cours…" lines={12} />}
      {result && result.items.length === 0 && (
        <NobodyFound
          population={population}
          filtered={!isWholeSchool(criteria)}
          beyond={cursors.length > 0}
          onReset={() => {
            reset();
            searchField.current?.focus();
          }}
          onFirst={() => place.goTo([])}
        />
      )}
      {result && result.items.length > 0 && (
        <PeopleRows
          table={table}
          result={result}
          place={place}
          stale={stale}
          limit={limit}
          onLimit={(size) => {
            setLimit(size);
            pageChanges();
            place.goTo([]);
          }}
          onPage={(to) => {
            pageChanges();
            place.goTo(to);
          }}
          selection={selection}
          onSelection={changeSelection}
        />
      )}
    </div>
  );
}
