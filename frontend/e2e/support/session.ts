/** Signed in once for many pages: a tab takes up the session of another, as a duplicated one does. */
import type { Browser, Page } from '@playwright/test';
import type { Person } from './people';
import { expect, faultsOf, signInAs } from './test';

type Kept = Record<string, string>;

const kept = new Map<Person, Promise<Kept>>();

/** Opens `path` as `person`, who signs in the first time only. */
export async function openAs(
  person: Person,
  page: Page,
  browser: Browser,
  path: string,
): Promise<void> {
  const session = kept.get(person) ?? signedIn(person, browser);
  kept.set(person, session);
  await page.addInitScript(
    (entries) => {
      for (const [key, value] of Object.entries(entries)) {
        if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);
      }
    },
    await session,
  );
  await page.goto(path);
}

async function signedIn(person: Person, browser: Browser): Promise<Kept> {
  const page = await browser.newPage();
  const faults = faultsOf(page.context());
  await signInAs(page, person, '/');
  expect(faults).toEqual([]);
  const entries = await page.evaluate(() => ({ ...sessionStorage }));
  await page.context().close();
  return entries;
}

/** What the API answers to whoever is signed in on `page`. */
export async function fromApi<Answer>(
  page: Page,
  path: string,
  method: 'GET' | 'PUT' = 'GET',
): Promise<Answer> {
  const asked = { address: `/api${path}`, method };
  return page.evaluate(async ({ address, method }) => {
    const user = Object.entries(sessionStorage).find(([key]) => key.startsWith('oidc.user:'))?.[1];
    const token = JSON.parse(user ?? '{}').access_token;
    const answer = await fetch(address, { method, headers: { Authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }, asked);
}
