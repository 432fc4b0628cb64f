/** An account's status: a shape and words as well as a colour (guide §3.1). */
import { CircleCheck, CircleDashed, CircleDotDashed, Hourglass } from 'lucide-react';
import type { AccountStatus } from '@/api/generated';
import { Badge, type BadgeLook } from '@/ui/badge';
import { STATUS } from '@/words/accounts';

const LOOK: Record<AccountStatus, BadgeLook> = {
  NOT_NOTIFIED: [CircleDashed, 'error'],
  NOTIFIED: [CircleDotDashed, 'warning'],
  ACTIVATING: [Hourglass, 'info'],
  ACTIVATED: [CircleCheck, 'success'],
};

export function StatusBadge({ status }: { status: AccountStatus }) {
  return <Badge look={LOOK[status]}>{STATUS[status]}</Badge>;
}
