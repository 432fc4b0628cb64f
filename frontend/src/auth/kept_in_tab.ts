/**
 * What pages keep in the tab (ids of chosen accounts, of operations under way) is one person's: on
 * a computer that several share, the next one does not find it.
 */
const OWNER = 'kept-for';
/** The sign-in's own, which it manages itself. */
const OF_SIGN_IN = 'oidc.';

export function forgetThePerson(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(OF_SIGN_IN)) sessionStorage.removeItem(key);
  }
}

/** Whoever signs in again in the tab after it has expired finds what she had; another does not. */
export function forgetOfOthers(person: string): void {
  if (sessionStorage.getItem(OWNER) !== person) forgetThePerson();
  sessionStorage.setItem(OWNER, person);
}
