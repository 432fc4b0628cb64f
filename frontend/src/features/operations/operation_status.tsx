/** Where an operation stands: a shape and words. */
import {
  CircleCheck,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import type { OperationStatus as Status } from '@/api/generated';
import { OPERATION_STATUS } from '@/words/accounts';
import styles from './operations.module.css';

const LOOK: Record<Status, [LucideIcon, string | undefined]> = {
  QUEUED: [Clock, styles.running],
  RUNNING: [LoaderCircle, styles.running],
  SUCCEEDED: [CircleCheck, styles.succeeded],
  PARTIAL: [TriangleAlert, styles.partial],
  FAILED: [CircleX, styles.failed],
};

export function OperationStatus({ status }: { status: Status }) {
  const [Icon, colour] = LOOK[status];
  return (
    <span className={`${styles.status} ${colour}`}>
      <Icon aria-hidden size={16} />
      {OPERATION_STATUS[status]}
    </span>
  );
}
