/**
 * Who is signed in: authorization code with PKCE at the identity provider.
 *
 * Tokens live in sessionStorage, one tab long, so that a reload loses nothing; the provider's own
 * session signs a new tab in without a word typed.
 */
import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { Configuration } from '@/api/configuration';

const CALLBACK = '/connexion/retour';

type State = 'signed-out' | 'signed-in' | 'expired';

export class Session {
  readonly #manager: UserManager;
  readonly #listeners = new Set<() => void>();
  #user: User | null = null;
  #state: State = 'signed-out';

  constructor(configuration: Configuration) {
    this.#manager = new UserManager({
      authority: configuration.oidc_issuer,
      client_id: configuration.oidc_client_id,
      redirect_uri: location.origin + CALLBACK,
      post_logout_redirect_uri: `${location.origin}/`,
      response_type: 'code',
      scope: configuration.oidc_scope,
      userStore: new WebStorageStateStore({ store: sessionStorage }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
      automaticSilentRenew: true,
      monitorSession: false,
      loadUserInfo: false,
    });
    this.#manager.events.addUserLoaded((user) => this.#signedIn(user));
    this.#manager.events.addAccessTokenExpired(() => this.expired());
  }

  /** Ends a sign-in under way, or takes up the one of this tab. */
  async start(): Promise<void> {
    if (location.pathname === CALLBACK) {
      let returnTo = '/';
      try {
        const user = await this.#manager.signinRedirectCallback();
        returnTo = typeof user.state === 'string' ? user.state : '/';
        this.#signedIn(user);
      } catch {
        // An abandoned or replayed sign-in: the home page offers to start again.
      }
      history.replaceState(null, '', returnTo);
      return;
    }
    const user = await this.#manager.getUser();
    if (user && !user.expired) this.#signedIn(user);
  }

  get state(): State {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): State => this.#state;

  accessToken(): string | undefined {
    return this.#user?.access_token;
  }

  async signIn(returnTo = location.pathname + location.search + location.hash): Promise<void> {
    await this.#manager.signinRedirect({ state: returnTo });
  }

  async signOut(): Promise<void> {
    await this.#manager.signoutRedirect();
  }

  /** The token is no longer taken: the page stays as it is and offers to sign in again. */
  expired(): void {
    if (this.#state === 'signed-in') this.#become('expired');
  }

  #signedIn(user: User): void {
    this.#user = user;
    this.#become('signed-in');
  }

  #become(state: State): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
