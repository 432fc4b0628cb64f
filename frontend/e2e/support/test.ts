/** Playwright's test with our people: `signIn` walks through the identity provider's own pages. */
import { test as base, expect, type Page } from '@playwright/test';
import { NAME, type Person } from './people';

export { expect };

interface Fixtures {
  /** Opens `path` as `person`, signing in on the way where it is asked. */
  signIn: (person: Person, path?: string) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  signIn: async ({ page }, use) => {
    await use((person, path = '/') => signInAs(page, person, path));
  },
});

export async function signInAs(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(path);
  const chosen = page.getByRole('button', { name: NAME[person] });
  const door = page.getByRole('button', { name: 'Se connecter' });
  await expect(chosen.or(door)).toBeVisible();
  if (await door.isVisible()) await door.click();
  await chosen.click();
  await expect(page.getByRole('button', { name: 'Se déconnecter' })).toBeVisible();
}
