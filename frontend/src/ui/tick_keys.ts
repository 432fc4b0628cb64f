/**
 * Ticking many rows quickly: up and down arrows go from tick to tick, and a tick with the Shift key
 * down does the same to the rows since the last one, as in a file manager.
 */
import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import type { Ticks } from './data_table';

export function useTickKeys<Row>(rows: readonly Row[], ticks: Ticks<Row> | undefined) {
  const shift = useRef(false);
  const last = useRef<Row | null>(null);

  const toggle = (row: Row, ticked: boolean) => {
    const from = last.current === null ? -1 : rows.indexOf(last.current);
    const to = rows.indexOf(row);
    const range =
      shift.current && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
    for (const each of range) ticks?.toggle(each, ticked);
    last.current = row;
  };

  return {
    toggle,
    onMouseDown: (event: MouseEvent) => {
      // Else the browser selects the text in between.
      const onTick = event.target instanceof Element && event.target.closest('label');
      if (event.shiftKey && onTick) event.preventDefault();
    },
    onClickCapture: (event: MouseEvent) => {
      shift.current = event.shiftKey;
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
      if (!(event.key === 'ArrowDown' || event.key === 'ArrowUp')) return;
      if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'checkbox') return;
      const row = event.target.closest('tr')?.[step[event.key]];
      const next = row?.querySelector<HTMLInputElement>('input[type="checkbox"]');
      if (!next) return;
      event.preventDefault();
      next.focus();
    },
  };
}
