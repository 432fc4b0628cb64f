/** Whether single-key shortcuts are on: a choice of this browser, since speech input may trigger them. */
import { useSyncExternalStore } from 'react';

const KEPT = 'shortcuts';
const CHANGED = 'shortcuts';

const areOn = () => localStorage.getItem(KEPT) !== 'off';

function subscribe(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener('storage', changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener('storage', changed);
  };
}

export const useShortcutsOn = (): boolean => useSyncExternalStore(subscribe, areOn);

export function switchShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, 'off');
  window.dispatchEvent(new Event(CHANGED));
}
