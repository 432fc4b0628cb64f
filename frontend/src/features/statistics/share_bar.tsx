/** A part of a whole, drawn: says nothing that the figure beside it does not say. */
import type { AccountStatus } from '@/api/generated';
import { STATUS_COLOUR } from '@/ui/status_colour';
import styles from './share_bar.module.css';

interface ShareBarProps {
  part: number;
  whole: number;
  of: AccountStatus | 'ALL';
}

export function ShareBar({ part, whole, of }: ShareBarProps) {
  const filled = whole ? Math.min(100, (part / whole) * 100) : 0;
  const colour = of === 'ALL' ? styles.all : STATUS_COLOUR[of];
  return (
    <span className={styles.bar} aria-hidden>
      <span className={`${styles.part} ${colour}`} style={{ width: `${filled}%` }} />
    </span>
  );
}
