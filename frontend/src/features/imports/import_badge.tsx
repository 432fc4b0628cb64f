/** How far an import went: a shape and words as well as a colour. */
import { CircleCheck, CircleEqual, CircleX, Hourglass, LoaderCircle, RotateCw } from 'lucide-react';
import type { ImportStatus } from '@/api/generated';
import { Badge, type BadgeLook } from '@/ui/badge';
import { IMPORT_STATUS } from './words';

const LOOK: Record<ImportStatus, BadgeLook> = {
  RUNNING: [LoaderCircle, 'info'],
  APPLIED: [CircleCheck, 'success'],
  UNCHANGED: [CircleEqual, 'neutral'],
  WAITING: [Hourglass, 'info'],
  REFUSED: [CircleX, 'error'],
  FAILED: [RotateCw, 'warning'],
};

export function ImportBadge({ status }: { status: ImportStatus }) {
  return <Badge look={LOOK[status]}>{IMPORT_STATUS[status]}</Badge>;
}
