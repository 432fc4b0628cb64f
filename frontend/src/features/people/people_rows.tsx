/** The rows of one page, their ticks, and the way to the other pages. */
import type { Population } from '@/api/generated';
import { DataTable } from '@/ui/data_table';
import { Pager } from '@/ui/pager';
import { personName } from '@/words/format';
import { SORTS, type SortOf } from './list_address';
import type { PeoplePage, PeopleTable } from './people_table';
import { isTicked, type Selection, tick } from './selection';
import type { ListPlace } from './use_list_place';

interface PeopleRowsProps<P extends Population, Row extends object> {
  table: PeopleTable<P, Row>;
  result: PeoplePage<Row>;
  place: ListPlace<P>;
  stale: boolean;
  limit: number;
  onLimit: (limit: number) => void;
  onPage: (cursors: readonly string[]) => void;
  selection: Selection;
  onSelection: (to: (before: Selection) => Selection) => void;
}

/** Below this many em, nine columns no longer fit: rows become cards. */
const CARDS_UNDER = 62;

export function PeopleRows<P extends Population, Row extends object>({
  table,
  result,
  place: { criteria, sort, sortBy, cursors },
  stale,
  limit,
  onLimit,
  onPage,
  selection,
  onSelection,
}: PeopleRowsProps<P, Row>) {
  const sorts: readonly SortOf<P>[] = SORTS[table.population];
  const id = (row: Row) => table.person(row).account_id;
  const change = (ids: string[], ticked: boolean) => {
    // The rows still shown are of another page: who was meant cannot be known.
    if (!stale) onSelection((before) => tick(before, criteria, ids, ticked));
  };
  return (
    <div>
      <DataTable
        caption={table.title}
        columns={table.columns}
        rows={result.items}
        rowId={table.rowId}
        sort={sort}
        onSort={(asked) => {
          const known = sorts.find((each) => each === asked);
          if (known && known !== sort) sortBy(known);
        }}
        stale={stale}
        cardsUnder={CARDS_UNDER}
        ticks={{
          has: (row) => isTicked(selection, criteria, id(row)),
          toggle: (row, ticked) => change([id(row)], ticked),
          togglePage: (ticked) => change(result.items.map(id), ticked),
          label: (row) => `Sélectionner ${personName(table.person(row))}`,
        }}
      />
      <Pager
        page={cursors.length + 1}
        pageSize={limit}
        total={result.total}
        sizes={table.pageSizes}
        onFirst={() => onPage([])}
        onPrevious={() => onPage(cursors.slice(0, -1))}
        onNext={() => {
          if (!stale && result.next_cursor) onPage([...cursors, result.next_cursor]);
        }}
        onPageSize={onLimit}
      />
    </div>
  );
}
