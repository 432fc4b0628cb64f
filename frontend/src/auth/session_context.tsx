import { createContext, use, useSyncExternalStore } from 'react';
import type { Session } from './session';

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession outside of SessionProvider');
  return session;
}

export function useSessionState(): Session['state'] {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.snapshot);
}
