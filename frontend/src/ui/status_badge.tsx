/** An account's status: a shape and words as well as a colour (guide §3.1). */
import {
  CircleCheck,
  CircleDashed,
  CircleDotDashed,
  Hourglass,
  type LucideIcon,
} from 'lucide-react';
import type { AccountStatus } from '@/api/generated';
import { STATUS } from '@/words/accounts';
import styles from './status_badge.module.css';

const LOOK: Record<AccountStatus, [LucideIcon, string | undefined]> = {
  NOT_NOTIFIED: [CircleDashed, styles.notNotified],
  NOTIFIED: [CircleDotDashed, styles.notified],
  ACTIVATING: [Hourglass, styles.activating],
  ACTIVATED: [CircleCheck, styles.activated],
};

export function StatusBadge({ status }: { status: AccountStatus }) {
  const [Icon, colour] = LOOK[status];
  return (
    <span className={`${styles.badge} ${colour}`}>
      <Icon aria-hidden size={16} />
      {STATUS[status]}
    </span>
  );
}
