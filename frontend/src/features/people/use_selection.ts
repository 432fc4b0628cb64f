/** The selection of a list, kept while one goes to an account and back, and through a reload. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Population } from '@/api/generated';
import { kept, restored, type Selection } from './selection';

class KeptSelections {
  readonly #selections = new Map<string, Selection>();
  readonly #listeners = new Set<() => void>();

  read(place: string): Selection {
    let selection = this.#selections.get(place);
    if (selection === undefined) {
      selection = restored(sessionStorage.getItem(place));
      this.#selections.set(place, selection);
    }
    return selection;
  }

  change(place: string, to: (before: Selection) => Selection): void {
    const selection = to(this.read(place));
    this.#selections.set(place, selection);
    const text = kept(selection);
    if (text === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, text);
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const SELECTIONS = new KeptSelections();

type Change = (to: (before: Selection) => Selection) => void;

export function useSelection(uai: string, population: Population): [Selection, Change] {
  const place = `selection:${uai}:${population}`;
  const read = useMemo(() => () => SELECTIONS.read(place), [place]);
  const selection = useSyncExternalStore(SELECTIONS.subscribe, read);
  const change = useCallback<Change>((to) => SELECTIONS.change(place, to), [place]);
  return [selection, change];
}
