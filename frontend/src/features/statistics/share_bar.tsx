/** A part of a whole, drawn: says nothing that the figure beside it does not say. */
import type { AccountStatus } from '@/api/generated';
import styles from './share_bar.module.css';

const COLOUR: Record<AccountStatus | 'ALL', string | undefined> = {
  NOT_NOTIFIED: styles.notNotified,
  NOTIFIED: styles.notified,
  ACTIVATING: styles.activating,
  ACTIVATED: styles.activated,
  ALL: undefined,
};

interface ShareBarProps {
  part: number;
  whole: number;
  of: AccountStatus | 'ALL';
}

export function ShareBar({ part, whole, of }: ShareBarProps) {
  const filled = whole ? Math.min(100, (part / whole) * 100) : 0;
  return (
    <span className={styles.bar} aria-hidden>
      <span className={`${styles.part} ${COLOUR[of] ?? ''}`} style={{ width: `${filled}%` }} />
    </span>
  );
}
