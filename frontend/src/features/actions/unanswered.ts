/**
 * The key of what was confirmed, kept in the tab until it is answered. An answer may be lost, and
 * the page with it: the same thing confirmed again after a reload goes under the same key, so that
 * the service answers with the operation it began, and begins no second one. That is safer than
 * telling afterwards that something may have been accepted: nobody has to compare or to decide.
 * A digest says what the key was for, since a selection may hold a searched name.
 */
import type { ActionRequest } from './action_request';

const KEPT = 'unanswered';
// Whoever confirms the same thing later than that means to do it anew.
const LIFETIME_MS = 15 * 60_000;

interface Unanswered {
  key: string;
  of: string;
  at: number;
}

/** A new key, or the one under which the very same request went without an answer. */
export async function keyFor(request: ActionRequest): Promise<string> {
  const of = await digest(request);
  const before = kept().find((each) => each.of === of);
  if (before) return before.key;
  const key = crypto.randomUUID();
  keep([...kept(), { key, of, at: Date.now() }]);
  return key;
}

/** The service has said what became of it. */
export const answered = (key: string): void => keep(kept().filter((each) => each.key !== key));

async function digest({ uai, kind, chosen, options }: ActionRequest): Promise<string> {
  const text = JSON.stringify([uai, kind, chosen.population, chosen.selection, options]);
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function kept(): Unanswered[] {
  const all: Unanswered[] = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
  return all.filter(({ at }) => Date.now() - at < LIFETIME_MS);
}

function keep(all: readonly Unanswered[]): void {
  if (all.length === 0) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, JSON.stringify(all));
}
