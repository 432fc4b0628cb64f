/** Where a request stands: a shape and words as well as a colour. */
import { CircleCheck, CircleX, Hourglass, type LucideIcon } from 'lucide-react';
import type { UsernameChangeState } from '@/api/generated';
import styles from './usernames.module.css';
import { STATE } from './words';

const LOOK: Record<UsernameChangeState, [LucideIcon, string | undefined]> = {
  REQUESTED: [Hourglass, styles.requested],
  APPLIED: [CircleCheck, styles.applied],
  REFUSED: [CircleX, styles.refused],
};

export function StateBadge({ state }: { state: UsernameChangeState }) {
  const [Icon, colour] = LOOK[state];
  return (
    <span className={`${styles.badge} ${colour}`}>
      <Icon aria-hidden size={16} />
      {STATE[state]}
    </span>
  );
}
