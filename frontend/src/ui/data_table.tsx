/**
 * The table of a list: a caption, columns that can be sorted, rows that can be ticked.
 *
 * TanStack Table tells columns from rows; the markup, the ticks and the keyboard are ours. Rows are
 * those of one page of the server's answer, 200 at most: nothing is sorted or filtered here. On a
 * narrow screen each row becomes a card; on paper it is a table again.
 */
import { createColumnHelper, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { Checkbox } from './choice';
import { ColumnHeads } from './column_heads';
import styles from './data_table.module.css';
import { useNarrow, useOverflow } from './table_layout';
import { useTickKeys } from './tick_keys';

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
  /** Kept on one line: dates, usernames. */
  nowrap?: boolean;
  /** Takes the whole width of a narrow card: long words, buttons. */
  wide?: boolean;
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
  /** What the table lists: read out. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sort?: string;
  onSort?: (sort: string) => void;
  ticks?: Ticks<Row>;
  /** The rows shown are those of before, until others have come: none of them can be ticked. */
  stale?: boolean;
  /** The width, in em, under which rows become cards: more for a table of many columns. */
  cardsUnder?: number;
}

export function DataTable<Row extends RowData>({
  caption,
  columns,
  rows,
  rowId,
  sort,
  onSort,
  ticks,
  stale = false,
  cardsUnder = 40,
}: DataTableProps<Row>) {
  const helper = createColumnHelper<typeof FEATURES, Row>();
  const table = useTable({
    features: FEATURES,
    data: rows,
    getRowId: rowId,
    columns: columns.map((column) => helper.display({ id: column.id, header: column.title })),
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const cards = useNarrow(cardsUnder);
  const [region, overflows] = useOverflow();
  const { toggle, ...keys } = useTickKeys(rows, ticks);
  // Laid out as cards, a table is still one for a screen reader, if it is said.
  const role = (name: string) => (cards ? name : undefined);

  return (
    <section
      ref={region}
      className={styles.scroll}
      aria-label={caption}
      tabIndex={overflows ? 0 : undefined}
      aria-busy={stale}
      data-layout={cards ? 'cards' : 'table'}
    >
      <table className={styles.table} role={role('table')}>
        <caption className="fr-sr-only">{caption}</caption>
        <ColumnHeads
          columns={columns}
          sort={sort}
          onSort={onSort}
          role={role}
          tick={
            ticks && (
              <PageTick
                rows={rows}
                ticks={ticks}
                // Beside cards there is room for the words, and no row of heads to explain it.
                hideLabel={!cards}
                disabled={stale}
              />
            )
          }
        />
        <tbody role={role('rowgroup')} {...keys}>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} role={role('row')} data-ticked={ticks?.has(row.original) || undefined}>
              {ticks && (
                <td className={styles.tick} role={role('cell')}>
                  <Checkbox
                    small
                    hideLabel
                    label={ticks.label(row.original)}
                    checked={ticks.has(row.original)}
                    disabled={stale}
                    onChange={(checked) => toggle(row.original, checked)}
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
                    role={role(column?.header ? 'rowheader' : 'cell')}
                    data-nowrap={column?.nowrap || undefined}
                    data-wide={column?.wide || undefined}
                  >
                    {cards && (
                      <span className={styles.cardLabel} aria-hidden>
                        {column?.title}
                      </span>
                    )}
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

function PageTick<Row>({
  rows,
  ticks,
  hideLabel,
  disabled,
}: {
  rows: readonly Row[];
  ticks: Ticks<Row>;
  hideLabel: boolean;
  disabled: boolean;
}) {
  const ticked = rows.filter(ticks.has).length;
  return (
    <Checkbox
      small
      hideLabel={hideLabel}
      label="Sélectionner la page"
      checked={rows.length > 0 && ticked === rows.length}
      partly={ticked > 0 && ticked < rows.length}
      disabled={disabled}
      onChange={ticks.togglePage}
    />
  );
}
