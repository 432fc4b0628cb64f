/**
 * Where to go on after signing in. What the library keeps of it in the tab names nobody: a searched
 * name, which stands after `#`, is sealed, and its key goes to the provider and comes back in `state`.
 */
import { seal, unseal } from './sealed';

interface Kept {
  path: string;
  sealed?: string;
}

export interface Departure {
  /** Kept in the tab. */
  state: Kept;
  /** Travels in the address; to the provider it is part of an opaque word. */
  url_state?: string;
}

export async function departure({ pathname, search, hash }: Location): Promise<Departure> {
  const path = pathname + search;
  if (hash === '') return { state: { path } };
  const { kept, key } = await seal(hash);
  return { state: { path, sealed: kept }, url_state: key };
}

export async function destination(state: unknown, key: string | undefined): Promise<string> {
  if (!isKept(state)) return '/';
  if (state.sealed === undefined || key === undefined) return state.path;
  return state.path + ((await unseal({ kept: state.sealed, key })) ?? '');
}

function isKept(state: unknown): state is Kept {
  return (
    typeof state === 'object' &&
    state !== null &&
    'path' in state &&
    typeof state.path === 'string' &&
    state.path.startsWith('/') &&
    (!('sealed' in state) || typeof state.sealed === 'string')
  );
}
