/**
 * Playwright's test with our people: `signIn` walks through the identity provider's own pages.
 *
 * Whatever a test is about, it fails when a page of it breaks the Content-Security-Policy or lets an
 * error go uncaught.
 */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { NAME, type Person } from './people';

export { expect };

interface Fixtures {
  /** Opens `path` as `person`, signing in on the way where it is asked. */
  signIn: (person: Person, path?: string) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  context: async ({ context }, use) => {
    const faults = faultsOf(context);
    await use(context);
    expect(faults, 'what the browser refused or could not run').toEqual([]);
  },
  signIn: async ({ page }, use) => {
    await use((person, path = '/') => signInAs(page, person, path));
  },
});

/** What the pages of a context do wrong, as they do it. */
export function faultsOf(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  context.on('weberror', (fault) => {
    const error = fault.error();
    faults.push(error.stack ?? error.message);
  });
  return faults;
}

export async function signInAs(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(path);
  const chosen = page.getByRole('button', { name: NAME[person] });
  const door = page.getByRole('button', { name: 'Se connecter' });
  await expect(chosen.or(door)).toBeVisible();
  if (await door.isVisible()) await door.click();
  await chosen.click();
  await expect(page.getByRole('button', { name: 'Se déconnecter' })).toBeVisible();
}
