/** How many rows one likes to see at once, remembered on this machine. */
import { useState } from 'react';

const KEPT = 'list-page-size';
const USUAL = 50;

export function usePageSize(sizes: readonly number[]): [number, (size: number) => void] {
  const [size, setSize] = useState(() => Number(localStorage.getItem(KEPT)) || USUAL);
  const change = (chosen: number) => {
    localStorage.setItem(KEPT, String(chosen));
    setSize(chosen);
  };
  return [sizes.includes(size) ? size : USUAL, change];
}
