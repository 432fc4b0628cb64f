/** How many accounts of one population stand where; each number opens the list of these accounts. */
import { Link } from 'react-router';
import type { AccountStatus, Population } from '@/api/generated';
import { StatusBadge } from '@/ui/status_badge';
import { STATUS_COLOUR } from '@/ui/status_colour';
import { POPULATION, POPULATION_PATH, STATUS, STATUSES } from '@/words/accounts';
import { count, number, share } from '@/words/format';
import styles from './home.module.css';

interface PopulationCountsProps {
  uai: string;
  population: Population;
  counts: Readonly<Partial<Record<AccountStatus, number>>>;
}

export function PopulationCounts({ uai, population, counts }: PopulationCountsProps) {
  const words = POPULATION[population];
  const path = `/${uai}/${POPULATION_PATH[population]}`;
  const statuses = STATUSES[population];
  const total = statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return (
    <section className={styles.card} aria-labelledby={`nombres-${population}`}>
      <h3 id={`nombres-${population}`} className={styles.cardTitle}>
        <Link to={path}>{words.title}</Link>
        <span className={styles.total}>{count(total, 'compte', 'comptes')}</span>
      </h3>
      <span className={styles.bar} aria-hidden>
        {statuses.map((status) => (
          <span
            key={status}
            className={STATUS_COLOUR[status]}
            style={{ flexGrow: counts[status] ?? 0 }}
          />
        ))}
      </span>
      <ul className={styles.statuses}>
        {statuses.map((status) => {
          const counted = counts[status] ?? 0;
          return (
            <li key={status}>
              <StatusBadge status={status} />
              <Link to={`${path}?statut=${status}`} className={styles.number}>
                {number(counted)}
                <span className="fr-sr-only">
                  {' '}
                  {counted < 2 ? words.one : words.many} : {STATUS[status]}
                </span>
              </Link>
              <span className={styles.share}>{share(counted, total)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
