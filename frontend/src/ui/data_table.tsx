/**
 * The table of a list: a caption, columns that can be sorted, rows that can be ticked.
 *
 * TanStack Table tells columns from rows; the markup, the ticks and the keyboard are ours. Rows are
 * those of one page of the server's answer, 200 at most: nothing is sorted or filtered here.
 */
import { createColumnHelper, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import { ArrowDown, ArrowDownUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from './choice';
import styles from './data_table.module.css';

const FEATURES = tableFeatures({});

export interface Column<Row> {
  id: string;
  /** The words at the head of the column. */
  title: string;
  cell: (row: Row) => ReactNode;
  /** The server's name of the order by this column, where there is one. */
  sort?: string;
  /** Names the row: read out with each of its cells. One column at most. */
  header?: boolean;
  align?: 'end';
  /** Kept on one line: dates, usernames. */
  nowrap?: boolean;
}

export interface Ticks<Row> {
  /** Whether a row is ticked. */
  has: (row: Row) => boolean;
  toggle: (row: Row, ticked: boolean) => void;
  /** Ticks or unticks the rows of this page. */
  togglePage: (ticked: boolean) => void;
  /** « Sélectionner DURAND Chloé » */
  label: (row: Row) => string;
}

interface DataTableProps<Row> {
  /** What the table lists: read out, and shown where there is no title above. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort?: string;
  onSort?: (sort: string) => void;
  ticks?: Ticks<Row>;
  /** The rows shown are those of before, until others have come. */
  stale?: boolean;
}

export function DataTable<Row extends RowData>({
  caption,
  showCaption = false,
  columns,
  rows,
  rowId,
  sort,
  onSort,
  ticks,
  stale = false,
}: DataTableProps<Row>) {
  const helper = createColumnHelper<typeof FEATURES, Row>();
  const table = useTable({
    features: FEATURES,
    data: rows,
    getRowId: rowId,
    columns: columns.map((column) => helper.display({ id: column.id, header: column.title })),
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const ticked = ticks ? rows.filter(ticks.has).length : 0;

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className={styles.scroll} aria-label={caption} tabIndex={0} aria-busy={stale}>
      <table className={styles.table}>
        <caption className={showCaption ? styles.caption : 'fr-sr-only'}>{caption}</caption>
        <thead>
          <tr>
            {ticks && (
              <th scope="col" className={styles.tick}>
                <Checkbox
                  small
                  hideLabel
                  label="Sélectionner toute la page"
                  checked={rows.length > 0 && ticked === rows.length}
                  partly={ticked > 0 && ticked < rows.length}
                  onChange={ticks.togglePage}
                />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                data-align={column.align}
                aria-sort={column.sort && column.sort === sort ? 'ascending' : undefined}
              >
                {column.sort && onSort ? (
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() => onSort(column.sort ?? '')}
                  >
                    {column.title}
                    {column.sort === sort ? (
                      <ArrowDown aria-hidden size={16} />
                    ) : (
                      <ArrowDownUp aria-hidden size={16} />
                    )}
                  </button>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} aria-selected={ticks?.has(row.original)}>
              {ticks && (
                <td className={styles.tick}>
                  <Checkbox
                    small
                    hideLabel
                    label={ticks.label(row.original)}
                    checked={ticks.has(row.original)}
                    disabled={stale}
                    onChange={(checked) => ticks.toggle(row.original, checked)}
                  />
                </td>
              )}
              {row.getAllCells().map((cell) => {
                const column = byId.get(cell.column.id);
                const Cell = column?.header ? 'th' : 'td';
                return (
                  <Cell
                    key={cell.id}
                    scope={column?.header ? 'row' : undefined}
                    data-align={column?.align}
                    data-nowrap={column?.nowrap || undefined}
                    data-title={column?.title}
                  >
                    {column?.cell(row.original)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
