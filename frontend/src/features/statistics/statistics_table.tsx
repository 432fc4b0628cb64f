/** One of the guide's tables: every figure is written, with its share of the line and a bar. */
import type { AccountStatus } from '@/api/generated';
import { number, share } from '@/words/format';
import { ShareBar } from './share_bar';
import styles from './statistics.module.css';
import { type Row, STATUS_COLUMN, type Table } from './tables';

export function StatisticsTable({ table }: { table: Table }) {
  // Without a total, bars are drawn against the longest line.
  const whole = table.total?.total ?? Math.max(0, ...table.rows.map((row) => row.total));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className={styles.scroll} aria-label={table.title} tabIndex={0}>
      <table className={styles.table}>
        <caption className="fr-sr-only">{table.title}</caption>
        <thead>
          <tr>
            <th scope="col">{table.rowsTitle}</th>
            <th scope="col">{table.totalTitle}</th>
            {table.statuses.map((status) => (
              <th key={status} scope="col">
                {STATUS_COLUMN[status]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Line key={row.key} row={row} statuses={table.statuses} whole={whole} />
          ))}
        </tbody>
        {table.total && (
          <tfoot>
            <Line row={table.total} statuses={table.statuses} whole={whole} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Line({
  row,
  statuses,
  whole,
}: {
  row: Row;
  statuses: readonly AccountStatus[];
  whole: number;
}) {
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td>
        <span className={styles.figure}>{number(row.total)}</span>
        <ShareBar part={row.total} whole={whole} of="ALL" />
      </td>
      {statuses.map((status) => {
        const counted = row.counts[status] ?? 0;
        return (
          <td key={status}>
            <span className={styles.figures}>
              <span className={styles.figure}>{number(counted)}</span>
              <span className={styles.share}>{counted > 0 && share(counted, row.total)}</span>
            </span>
            <ShareBar part={counted} whole={row.total} of={status} />
          </td>
        );
      })}
    </tr>
  );
}
