/** The operations this tab began and whose end it has not told yet: ids only, so that a reload loses none. */

const key = (uai: string) => `operations:${uai}`;

export function startedOperations(uai: string): readonly string[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(key(uai)) ?? '[]');
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

export function rememberStarted(uai: string, operationId: string): void {
  write(uai, [...startedOperations(uai).filter((id) => id !== operationId), operationId]);
}

export function forgetStarted(uai: string, operationId: string): void {
  write(
    uai,
    startedOperations(uai).filter((id) => id !== operationId),
  );
}

/** Those whose dialog is open: it tells their end itself. */
const watched = new Set<string>();

export const isWatched = (operationId: string): boolean => watched.has(operationId);

export function watch(operationId: string): () => void {
  watched.add(operationId);
  return () => {
    watched.delete(operationId);
  };
}

function write(uai: string, ids: readonly string[]): void {
  if (ids.length === 0) sessionStorage.removeItem(key(uai));
  else sessionStorage.setItem(key(uai), JSON.stringify(ids));
}
