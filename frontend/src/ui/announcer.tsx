/** Short sentences for screen readers, when something changes away from the focus. */
import { createContext, type ReactNode, use, useCallback, useState } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  const announce = useCallback(
    (sentence: string) => setSaid((before) => ({ sentence, turn: before.turn + 1 })),
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="fr-sr-only">
        {/* A new element each time, so that the same sentence is read again. */}
        <span key={said.turn}>{said.sentence}</span>
      </div>
    </AnnounceContext>
  );
}

export const useAnnounce = () => use(AnnounceContext);
