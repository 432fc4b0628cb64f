/**
 * The last list one looked at, with its filters and page, so that an account leads back to it.
 * Kept in this tab's memory only: the address of a list may hold a name after its `#`.
 */
import { useEffect } from 'react';
import { type Path, useLocation } from 'react-router';
import type { Population } from '@/api/generated';
import { POPULATION_PATH } from '@/words/accounts';

interface SeenList {
  address: Path;
  /** Its place in the tab's history. */
  place: number;
}

const seen = new Map<string, SeenList>();

/** `/0450822Z/eleves` is a list; `/0450822Z/eleves/stf0…` is not. */
export function isList(pathname: string): boolean {
  const [uai, folder, ...rest] = pathname.split('/').filter(Boolean);
  return (
    uai !== undefined &&
    rest.length === 0 &&
    Object.values(POPULATION_PATH).some((p) => p === folder)
  );
}

// React Router numbers the entries of the tab's history.
const place = (): number => (window.history.state as { idx?: number } | null)?.idx ?? 0;

/** Called where every page of a school is: notes the lists that go by. */
export function useListsNoted(): void {
  const { pathname, search, hash } = useLocation();
  useEffect(() => {
    if (isList(pathname))
      seen.set(pathname, { address: { pathname, search, hash }, place: place() });
  }, [pathname, search, hash]);
}

/** Where the list of an account is, and whether it is just one step back in history. */
export function lastList(uai: string, population: Population) {
  const pathname = `/${uai}/${POPULATION_PATH[population]}`;
  const last = seen.get(pathname);
  return { address: last?.address ?? pathname, justBefore: last?.place === place() - 1 };
}
