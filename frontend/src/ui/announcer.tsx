/** Short sentences for screen readers, when something changes away from the focus. */
import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { createPortal } from 'react-dom';
import { HEARD_AFTER_MS, useHostOnTop } from './top_layer';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const host = useHostOnTop();
  const announce = useCallback((sentence: string) => {
    setTimeout(() => setSaid((before) => ({ sentence, turn: before.turn + 1 })), HEARD_AFTER_MS);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      {createPortal(
        <div aria-live="polite" aria-atomic className="fr-sr-only" data-announcer>
          {/* A new element each time, so that the same sentence is read again. */}
          <span key={said.turn}>{said.sentence}</span>
        </div>,
        host,
      )}
    </AnnounceContext>
  );
}

export const useAnnounce = () => use(AnnounceContext);
