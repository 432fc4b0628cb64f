/** What a table needs to know of the room it has. */
import { type RefObject, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';

/** Whether the screen is narrower than so many em. */
export function useNarrow(em: number): boolean {
  const query = useMemo(() => matchMedia(`screen and (width < ${em}em)`), [em]);
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}

/** Whether what an element holds is wider than itself: then it scrolls, and must take the focus. */
export function useOverflow(): [RefObject<HTMLElement | null>, boolean] {
  const element = useRef<HTMLElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(() =>
      setOverflows(watched.scrollWidth > watched.clientWidth + 1),
    );
    observer.observe(watched);
    for (const child of watched.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return [element, overflows];
}
