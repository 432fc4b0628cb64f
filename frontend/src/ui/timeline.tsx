import type { ReactNode } from 'react';
import styles from './timeline.module.css';

export interface TimelineEntry {
  key: string;
  /** « le 28/04/2021 à 04:07 » */
  when: string;
  at: string;
  title: ReactNode;
  detail?: ReactNode;
}

/** Events, the newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li key={entry.key} className={styles.entry}>
          <time dateTime={entry.at} className={styles.when}>
            {entry.when}
          </time>
          <div className={styles.title}>{entry.title}</div>
          {entry.detail && <div className={styles.detail}>{entry.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
