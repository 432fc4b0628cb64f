/** The heads of a table's columns: some are buttons that sort by them, in the only order there is. */
import { ArrowDown, ArrowDownUp } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './data_table.module.css';

interface Head {
  id: string;
  title: string;
  sort?: string;
}

interface ColumnHeadsProps {
  columns: readonly Head[];
  sort?: string;
  onSort?: (sort: string) => void;
  /** The head of the column of ticks. */
  tick?: ReactNode;
  role: (name: string) => string | undefined;
}

export function ColumnHeads({ columns, sort, onSort, tick, role }: ColumnHeadsProps) {
  return (
    <thead role={role('rowgroup')}>
      <tr role={role('row')}>
        {tick && (
          <th scope="col" className={styles.tick} role={role('columnheader')}>
            {tick}
          </th>
        )}
        {columns.map((column) => {
          const sorted = column.sort !== undefined && column.sort === sort;
          return (
            <th
              key={column.id}
              scope="col"
              role={role('columnheader')}
              data-sortable={(column.sort && onSort && true) || undefined}
              aria-sort={sorted ? 'ascending' : undefined}
            >
              {column.sort !== undefined && onSort ? (
                <button
                  type="button"
                  className={styles.sort}
                  title={sorted ? undefined : `Trier par « ${column.title} »`}
                  onClick={() => onSort(column.sort ?? '')}
                >
                  {column.title}
                  {sorted ? (
                    <ArrowDown aria-hidden size={16} />
                  ) : (
                    <ArrowDownUp aria-hidden size={16} />
                  )}
                </button>
              ) : (
                column.title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
