/** Where a request stands: a shape and words as well as a colour. */
import { CircleCheck, CircleX, Hourglass } from 'lucide-react';
import type { UsernameChangeState } from '@/api/generated';
import { Badge, type BadgeLook } from '@/ui/badge';
import { STATE } from './words';

const LOOK: Record<UsernameChangeState, BadgeLook> = {
  REQUESTED: [Hourglass, 'info'],
  APPLIED: [CircleCheck, 'success'],
  REFUSED: [CircleX, 'error'],
};

export function StateBadge({ state }: { state: UsernameChangeState }) {
  return <Badge look={LOOK[state]}>{STATE[state]}</Badge>;
}
