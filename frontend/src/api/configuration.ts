/** What differs from one deployment to another, read at start: the build is the same everywhere. */

export interface Configuration {
  /** Issuer of the access tokens, letter for letter as in their `iss` claim. */
  oidc_issuer: string;
  oidc_client_id: string;
  /** Space-separated. */
  oidc_scope: string;
  /** True on one's own machine: says that people and schools are made up. */
  demonstration: boolean;
}

export async function loadConfiguration(): Promise<Configuration> {
  const answer = await fetch('/configuration.json', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`configuration.json: ${answer.status}`);
  return (await answer.json()) as Configuration;
}
