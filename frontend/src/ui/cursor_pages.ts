/** The way back through pages that the server gives one after the other. */
import { useState } from 'react';

export interface CursorPages {
  /** 1 for the first. */
  page: number;
  cursor: string | null;
  next: (cursor: string | null | undefined) => void;
  previous: () => void;
  first: () => void;
}

/** Begins again at the first page whenever `what` is another search. */
export function useCursorPages(what: string): CursorPages {
  const [place, setPlace] = useState<{ what: string; cursors: readonly string[] }>({
    what,
    cursors: [],
  });
  const cursors = place.what === what ? place.cursors : [];
  return {
    page: cursors.length + 1,
    cursor: cursors.at(-1) ?? null,
    next: (cursor) => cursor && setPlace({ what, cursors: [...cursors, cursor] }),
    previous: () => setPlace({ what, cursors: cursors.slice(0, -1) }),
    first: () => setPlace({ what, cursors: [] }),
  };
}
