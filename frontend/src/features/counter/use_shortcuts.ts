import { useEffect, useEffectEvent } from 'react';
import { isPlain, press, type Shortcut, takesKeys } from './shortcuts';

const SEQUENCE_MS = 1500;

/** Runs the shortcuts of the whole page, unless they are off, one is typing, or a dialog is open. */
export function useShortcuts(
  shortcuts: readonly Shortcut[],
  on: boolean,
  run: (shortcut: Shortcut) => void,
): void {
  const step = useEffectEvent((pressed: readonly string[], key: string) =>
    press(shortcuts, pressed, key),
  );
  const found = useEffectEvent(run);

  useEffect(() => {
    if (!on) return;
    let pressed: readonly string[] = [];
    let last = 0;
    const listen = (event: KeyboardEvent) => {
      if (!isPlain(event) || takesKeys(document.activeElement)) return;
      if (document.querySelector('dialog[open]')) return;
      const next = step(
        event.timeStamp - last < SEQUENCE_MS ? pressed : [],
        event.key.toLowerCase(),
      );
      pressed = next.pressed;
      last = event.timeStamp;
      if (next.found) {
        event.preventDefault();
        found(next.found);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}
