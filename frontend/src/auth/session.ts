/**
 * Who is signed in: authorization code with PKCE at the identity provider.
 *
 * Tokens live in sessionStorage, one tab long, so that a reload loses nothing; the provider's own
 * session signs a new tab in without a word typed (docs/decisions/0015-session-of-the-web-app.md).
 */
import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { Configuration } from '@/api/configuration';
import { forgetOfOthers, forgetThePerson } from './kept_in_tab';
import { departure, destination } from './return_address';

const CALLBACK = '/connexion/retour';
/** While the token still serves there is time. */
const BETWEEN_TRIES = 5_000;
/** Once it has run out someone waits: a computer that wakes up has its network after some seconds. */
const AFTER_WAKING = [500, 1_000, 2_000, 4_000, 8_000];

type State = 'signed-out' | 'signed-in' | 'expired';

/** Why a sign-in led nowhere: the person gave up or has no right, or something went wrong. */
export type SignInFailure = 'refused' | 'broken';

export class Session {
  readonly #manager: UserManager;
  readonly #listeners = new Set<() => void>();
  #user: User | null = null;
  #state: State = 'signed-out';
  #renewal: Promise<boolean> | null = null;
  /** What the last attempt came to, for the page that offers another one. */
  failure: SignInFailure | null = null;

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
      // Ours below: the library's would open a hidden frame, which the policy of the page forbids.
      automaticSilentRenew: false,
      monitorSession: false,
      loadUserInfo: false,
    });
    this.#manager.events.addAccessTokenExpiring(() => void this.#renewed());
    this.#manager.events.addAccessTokenExpired(() => void this.#renewedOrExpired());
  }

  /** Ends a sign-in under way, or takes up the one of this tab. */
  async start(): Promise<void> {
    if (location.pathname === CALLBACK) {
      history.replaceState(null, '', await this.#returned());
      return;
    }
    // Sign-ins that nobody ended, a tab being able to stay open for days.
    void this.#manager.clearStaleState();
    const user = await this.#manager.getUser();
    if (user === null) return;
    this.#user = user;
    if (!user.expired || (await this.#renewed())) this.#become('signed-in');
  }

  get state(): State {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): State => this.#state;

  /** The token to show; a computer that wakes up renews it before it asks for anything. */
  async accessToken(): Promise<string | undefined> {
    if (this.#user?.expired) await this.#renewedOrExpired();
    return this.#user?.access_token;
  }

  /** At the provider's; one comes back to the page one is on. */
  async signIn(): Promise<void> {
    await this.#manager.signinRedirect(await departure(location));
  }

  async signOut(): Promise<void> {
    forgetThePerson();
    await this.#manager.signoutRedirect();
  }

  /** The token is no longer taken: the page stays as it is and offers to sign in again. */
  expired(): void {
    if (this.#state === 'signed-in') this.#become('expired');
  }

  /** Where to go on from the provider's answer. */
  async #returned(): Promise<string> {
    try {
      const user = await this.#manager.signinRedirectCallback();
      forgetOfOthers(user.profile.sub);
      this.#user = user;
      this.#become('signed-in');
      return await destination(user.state, user.url_state);
    } catch (fault) {
      const said = fault instanceof ErrorResponse ? fault.error : null;
      this.failure = said === 'access_denied' ? 'refused' : 'broken';
      return '/';
    }
  }

  async #renewedOrExpired(): Promise<void> {
    if (!(await this.#renewed())) this.expired();
  }

  /** Whether the session goes on; asked from several places at once, it is renewed once. */
  #renewed(): Promise<boolean> {
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renew(): Promise<boolean> {
    let failures = 0;
    while (this.#user?.refresh_token !== undefined) {
      try {
        const user = await this.#manager.signinSilent();
        if (user === null) return false;
        this.#user = user;
        return true;
      } catch (fault) {
        // What the provider refuses it will refuse again; a network that is down may come back.
        if (fault instanceof ErrorResponse) return false;
        const wait = this.#user.expired ? AFTER_WAKING[failures++] : BETWEEN_TRIES;
        if (wait === undefined) return false;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return false;
  }

  #become(state: State): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
