/** Above some size a slip of the hand costs too much: the number of accounts has to be typed. */
import type { Preview } from '@/api/generated';
import type { ActionRequest } from './action_request';
import { actedOn, statusLines } from './preview_words';

// `replaced`: as many pupils as some three classes lose a password they may know by heart or hold
// on paper; each would come to the counter. `acted`: no single level of a school is that large, so
// that more is a whole school, perhaps chosen by mistake. A list changes nothing: never asked.
export const TYPED_ABOVE = { replaced: 100, acted: 500 } as const;

/** The number to type before `request` is sent, or null where pressing the button is enough. */
export function countToType(request: ActionRequest, preview: Preview): number | null {
  if (request.kind === 'list') return null;
  const acted = actedOn(preview);
  const replaced = statusLines(request, preview)
    .filter((line) => line.replaces)
    .reduce((sum, line) => sum + line.count, 0);
  return replaced > TYPED_ABOVE.replaced || acted > TYPED_ABOVE.acted ? acted : null;
}

/** « 1 204 » typed with any space, or none. */
export function readCount(text: string): number | null {
  const digits = text.replace(/\s/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : null;
}
