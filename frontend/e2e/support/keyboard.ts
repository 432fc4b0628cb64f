/** Going about the service with the keyboard alone, as someone without a mouse does. */
import type { Locator, Page } from '@playwright/test';
import { NAME, type Person } from './people';
import { expect } from './test';

/** Farther than the last row of a page of 50, each of several stops. */
const FARTHEST = 300;

/** Presses Tab, or Shift+Tab, until the focus is on what is wanted. */
export async function tabTo(
  page: Page,
  wanted: Locator,
  { back = false, most = FARTHEST }: { back?: boolean; most?: number } = {},
): Promise<void> {
  await wanted.waitFor();
  for (let press = 0; press < most; press += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
  }
  await expect(wanted).toBeFocused();
}

/** Goes there and presses Enter, as on a link or a button. */
export async function enter(page: Page, wanted: Locator, back = false): Promise<void> {
  await tabTo(page, wanted, { back });
  await page.keyboard.press('Enter');
}

/** Opens `path` as `person`, through the pages of the identity provider. */
export async function signInByKeyboard(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(path);
  await enter(page, page.getByRole('button', { name: NAME[person] }));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
}

/** A tab of the school, from wherever one is in the page below it. */
export async function openTab(page: Page, name: string): Promise<void> {
  const tabs = page.getByRole('navigation', { name: 'Onglets' });
  await enter(page, tabs.getByRole('link', { name, exact: true }));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
}
