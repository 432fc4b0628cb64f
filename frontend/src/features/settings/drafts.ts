/**
 * What has been typed and not saved, kept while one looks at other pages: the history's own
 * buttons cannot be held back, so that they lose nothing instead.
 */
import { useCallback, useState } from 'react';

const drafts = new Map<string, string>();

const keyOf = (uai: string, field: string) => `${uai}/${field}`;

/** What is typed in `field`, null when it is what is saved. */
export function useDraft(
  uai: string,
  field: string,
): [string | null, (typed: string | null) => void] {
  const key = keyOf(uai, field);
  const [draft, setDraft] = useState(() => drafts.get(key) ?? null);
  const keep = useCallback(
    (typed: string | null) => {
      if (typed === null) drafts.delete(key);
      else drafts.set(key, typed);
      setDraft(typed);
    },
    [key],
  );
  return [draft, keep];
}

export function discardDrafts(uai: string): void {
  for (const key of drafts.keys()) if (key.startsWith(keyOf(uai, ''))) drafts.delete(key);
}
