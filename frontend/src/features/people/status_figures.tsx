/** The numbers by status of a search, each a filter at one press. */
import type { AccountStatus, Population } from '@/api/generated';
import { StatusBadge } from '@/ui/status_badge';
import { STATUSES } from '@/words/accounts';
import { number } from '@/words/format';
import styles from './status_figures.module.css';
import type { Figures } from './use_people';

interface StatusFiguresProps {
  population: Population;
  figures: Figures | undefined;
  chosen: readonly AccountStatus[];
  onChange: (chosen: AccountStatus[]) => void;
}

export function StatusFigures({ population, figures, chosen, onChange }: StatusFiguresProps) {
  // The table of guardians has a row for each of her pupils, and its figures are of rows.
  const what = population === 'guardians' ? 'Lignes par état de compte' : 'Comptes par état';
  return (
    <ul className={styles.figures} aria-label={what}>
      {population === 'guardians' && (
        <li className={styles.what} aria-hidden>
          Lignes :
        </li>
      )}
      {STATUSES[population].map((status) => {
        const pressed = chosen.includes(status);
        return (
          <li key={status}>
            <button
              type="button"
              className={styles.figure}
              aria-pressed={pressed}
              title={pressed ? 'Ne plus filtrer par cet état' : 'Filtrer par cet état'}
              onClick={() =>
                onChange(pressed ? chosen.filter((each) => each !== status) : [...chosen, status])
              }
            >
              <StatusBadge status={status} />{' '}
              <span className={styles.count}>{figures ? number(figures[status] ?? 0) : '…'}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
