/** How far an import went: a shape and words as well as a colour. */
import {
  CircleCheck,
  CircleEqual,
  CircleX,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  RotateCw,
} from 'lucide-react';
import type { ImportStatus } from '@/api/generated';
import styles from './imports.module.css';
import { IMPORT_STATUS } from './words';

const LOOK: Record<ImportStatus, [LucideIcon, string | undefined]> = {
  RUNNING: [LoaderCircle, styles.info],
  APPLIED: [CircleCheck, styles.success],
  UNCHANGED: [CircleEqual, styles.neutral],
  WAITING: [Hourglass, styles.info],
  REFUSED: [CircleX, styles.error],
  FAILED: [RotateCw, styles.warning],
};

export function ImportBadge({ status }: { status: ImportStatus }) {
  const [Icon, colour] = LOOK[status];
  return (
    <span className={`${styles.badge} ${colour}`}>
      <Icon aria-hidden size={16} />
      {IMPORT_STATUS[status]}
    </span>
  );
}
