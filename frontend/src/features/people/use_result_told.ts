/**
 * What changed in the list, for whoever does not see it change: the number found is read out, and
 * after a change of page the focus is at the top of the table.
 */
import { type RefObject, useEffect, useRef } from 'react';
import type { Population } from '@/api/generated';
import { useAnnounce } from '@/ui/announcer';
import { number } from '@/words/format';
import { foundInWords } from './result_head';
import type { Found } from './selection';

export function useResultTold(
  population: Population,
  found: Found | undefined,
  page: number,
  pageSize: number,
): [RefObject<HTMLHeadingElement | null>, () => void] {
  const announce = useAnnounce();
  const head = useRef<HTMLHeadingElement>(null);
  const pageChanged = useRef(false);
  const told = useRef<string | null>(null);

  useEffect(() => {
    if (!found) return;
    const now = JSON.stringify([found, page, pageSize]);
    const first = told.current === null;
    if (told.current === now) return;
    told.current = now;
    if (pageChanged.current) {
      pageChanged.current = false;
      head.current?.focus({ preventScroll: true });
      head.current?.scrollIntoView({ block: 'start' });
      const pages = Math.max(1, Math.ceil(found.total / pageSize));
      announce(`Page ${number(page)} sur ${number(pages)}`);
    } else if (!first) {
      announce(foundInWords(population, found));
    }
  }, [announce, found, page, pageSize, population]);

  return [
    head,
    () => {
      pageChanged.current = true;
    },
  ];
}
