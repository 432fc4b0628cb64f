/** Where an operation stands: a shape and words. */
import { CircleCheck, CircleX, Clock, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { OperationStatus as Status } from '@/api/generated';
import { Badge, type BadgeLook } from '@/ui/badge';
import { OPERATION_STATUS } from '@/words/accounts';

const LOOK: Record<Status, BadgeLook> = {
  QUEUED: [Clock, 'info'],
  RUNNING: [LoaderCircle, 'info'],
  SUCCEEDED: [CircleCheck, 'success'],
  PARTIAL: [TriangleAlert, 'warning'],
  FAILED: [CircleX, 'error'],
};

export function OperationStatus({ status }: { status: Status }) {
  return <Badge look={LOOK[status]}>{OPERATION_STATUS[status]}</Badge>;
}
