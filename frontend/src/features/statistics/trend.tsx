/** How many accounts are activated, day after day: a table whose bars make the curve. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listStatisticsDays } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { Failure, Loading } from '@/ui/states';
import { date, number, share } from '@/words/format';
import { type Day, type Figure, withChanges } from './days';
import { ShareBar } from './share_bar';
import styles from './statistics.module.css';

const DAYS_SHOWN = 10;
const TITLE = 'Comptes activés, jour après jour';

export function Trend() {
  const { uai } = useSchool();
  const found = useQuery({
    queryKey: schoolKey(uai, 'statistics', 'days'),
    queryFn: ({ signal }) => listStatisticsDays({ path: { uai }, signal }),
  });
  return (
    <div className={styles.section}>
      <h2 className={styles.title}>{TITLE}</h2>
      {found.isPending && <Loading lines={4} />}
      {found.isError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Days days={withChanges(found.data.items)} />}
    </div>
  );
}

function Days({ days }: { days: readonly Day[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? days : days.slice(0, DAYS_SHOWN);
  const external = days.some((day) => day.external.total > 0);
  return (
    <>
      <p className={styles.note}>
        Un relevé par nuit, gardé treize mois. L’écart est compté par rapport au relevé précédent.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
      <section className={styles.scroll} aria-label={TITLE} tabIndex={0}>
        <table className={styles.table}>
          <caption className="fr-sr-only">{TITLE}</caption>
          <thead>
            <tr>
              <th scope="col">Jour</th>
              <th scope="col">Comptes élèves activés</th>
              <th scope="col">Comptes responsables activés</th>
              {external && <th scope="col">Comptes élèves extérieurs activés</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((day) => (
              <tr key={day.day}>
                <th scope="row">{date(day.day)}</th>
                <FigureCell figure={day.students} />
                <FigureCell figure={day.guardians} />
                {external && <FigureCell figure={day.external} />}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {days.length > DAYS_SHOWN && (
        <p className={styles.more}>
          <Button small priority="tertiary" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Les ${DAYS_SHOWN} derniers jours` : `Les ${number(days.length)} jours connus`}
          </Button>
        </p>
      )}
    </>
  );
}

function FigureCell({ figure }: { figure: Figure }) {
  return (
    <td>
      <span className={styles.figures}>
        {figure.change !== null && <span className={styles.delta}>{signed(figure.change)}</span>}
        <span className={styles.figure}>{number(figure.activated)}</span>
        <span className={styles.share}>{share(figure.activated, figure.total)}</span>
      </span>
      <ShareBar part={figure.activated} whole={figure.total} of="ACTIVATED" />
    </td>
  );
}

const SIGNED = new Intl.NumberFormat('fr-FR', { signDisplay: 'exceptZero' });
const signed = (change: number): string => (change === 0 ? '=' : SIGNED.format(change));
