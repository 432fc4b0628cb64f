/**
 * Where one is in a list: its filters and order in the address, its page in the history's state,
 * so that a reload and Back find the page again. Cursors are opaque and good for one search.
 */
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { CriteriaRequest, Population } from '@/api/generated';
import { type ListAddress, readAddress, type SortOf, writeAddress } from './list_address';

interface Place {
  /** What asks for each page from the second to this one. */
  cursors: readonly string[];
  /** What was last changed to come here. */
  edited: string | null;
}

function placeOf(state: unknown): Place {
  const known = (state ?? {}) as Partial<Place>;
  return { cursors: known.cursors ?? [], edited: known.edited ?? null };
}

export interface ListPlace<P extends Population> extends ListAddress<P> {
  cursors: readonly string[];
  /** `edited` names the filter: changed again at once, it is one step back all the same. */
  filter: (change: (before: CriteriaRequest) => CriteriaRequest, edited: string) => void;
  sortBy: (sort: SortOf<P>) => void;
  goTo: (cursors: readonly string[]) => void;
}

export function useListPlace<P extends Population>(population: P): ListPlace<P> {
  const { search, hash, state } = useLocation();
  const navigate = useNavigate();
  const address = useMemo(() => readAddress(population, search, hash), [population, search, hash]);
  const place = useMemo(() => placeOf(state), [state]);
  // What was gone to last, which may not be drawn yet, as `location` may not: a change must not undo
  // the one before, nor take it for older than it is.
  const latest = useRef(place);
  useEffect(() => {
    latest.current = place;
  }, [place]);

  const go = useCallback(
    (change: (before: ListAddress<P>) => ListAddress<P>, next: Place, replace = false) => {
      const before = readAddress(population, location.search, location.hash);
      latest.current = next;
      void navigate(writeAddress(population, change(before)), { state: next, replace });
    },
    [navigate, population],
  );

  return {
    ...address,
    cursors: place.cursors,
    filter: useCallback(
      (change, edited) => {
        const again = latest.current.edited === edited && latest.current.cursors.length === 0;
        const next = { cursors: [], edited };
        go((before) => ({ ...before, criteria: change(before.criteria) }), next, again);
      },
      [go],
    ),
    sortBy: useCallback(
      (sort) => go((before) => ({ ...before, sort }), { cursors: [], edited: 'sort' }),
      [go],
    ),
    goTo: useCallback((cursors) => go((before) => before, { cursors, edited: null }), [go]),
  };
}
