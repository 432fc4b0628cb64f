import type { ReactNode } from 'react';
import { longDate, time } from '@/words/format';
import styles from './timeline.module.css';

export interface TimelineEntry {
  key: string;
  /** An instant, ISO 8601. */
  at: string;
  title: ReactNode;
  detail?: ReactNode;
}

interface Day {
  day: string;
  entries: TimelineEntry[];
}

/** The same entries, those of one day (in Paris) together. Expects them in order. */
export function byDay(entries: readonly TimelineEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = longDate(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Events day by day, the newest first. `level` is that of the days' titles. */
export function Timeline({
  entries,
  level = 3,
}: {
  entries: readonly TimelineEntry[];
  level?: 3 | 4;
}) {
  const Title = `h${level}` as const;
  return (
    <ol className={styles.timeline}>
      {byDay(entries).map(({ day, entries: those }) => (
        <li key={day} className={styles.day}>
          <Title className={styles.date}>{day}</Title>
          <ol className={styles.entries}>
            {those.map((entry) => (
              <li key={entry.key} className={styles.entry}>
                <time dateTime={entry.at} className={styles.when}>
                  {time(entry.at)}
                </time>
                <div>
                  <div className={styles.title}>{entry.title}</div>
                  {entry.detail && <div className={styles.detail}>{entry.detail}</div>}
                </div>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
