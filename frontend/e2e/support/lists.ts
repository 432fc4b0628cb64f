/** What the tests of the lists look at: the table, its figures, its filters, its selection. */
import type { Page } from '@playwright/test';
import { COLLEGE, LYCEE } from './people';
import { expect } from './test';

export const STUDENTS = `/${LYCEE}/eleves`;
/** Of the smaller school: quicker to read, and as telling. */
export const GUARDIANS = `/${COLLEGE}/responsables`;

export const result = (page: Page) => page.getByRole('heading', { level: 2 }).first();
export const rows = (page: Page) => page.locator('tbody').getByRole('row');
export const ticks = (page: Page) => page.locator('tbody').getByRole('checkbox');
export const selection = (page: Page) => page.getByRole('region', { name: 'Sélection' });
export const chips = (page: Page) => page.getByRole('list', { name: 'Filtres utilisés' });
export const names = (page: Page) =>
  rows(page).getByRole('rowheader').getByRole('link').allInnerTexts();

/** The number at the beginning of a text: « 1 243 élèves trouvés ». */
export const figure = (text: string) =>
  Number(text.match(/^[\d\s\u202f]+/)?.[0].replace(/\D/g, ''));

/** How many the search has found, once the rows are its own. */
export async function found(page: Page): Promise<number> {
  const counted = /^[\d\s\u202f]+ (élève|responsable)/;
  let told = '';
  // A search that begins between two looks takes the figure away again.
  await expect(async () => {
    await expect(page.locator('section[aria-busy="true"]')).toHaveCount(0);
    told = await result(page).innerText();
    expect(told).toMatch(counted);
  }).toPass({ timeout: 30_000 });
  return figure(told);
}

export async function filterBy(page: Page, filter: string, values: RegExp[]): Promise<void> {
  const group = page.getByRole('group', { name: filter, exact: true });
  await group.getByRole('button').click();
  for (const value of values) await group.getByRole('checkbox', { name: value }).press('Space');
  await page.keyboard.press('Escape');
}
