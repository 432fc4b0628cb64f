/** The pictures of the README, one a main screen. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LYCEE } from '../e2e/support/people';
import { settled } from '../e2e/support/reading';
import { fromApi, openAs } from '../e2e/support/session';
import { expect, test } from '../e2e/support/test';

const FOLDER = process.env.SHOTS ?? 'test-results';
const LIST = `/${LYCEE}/eleves`;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** What the API lists first, by its id. */
async function first(page: Page, list: string, id: string): Promise<string | undefined> {
  const found = await fromApi<{ items: Record<string, string>[] }>(
    page,
    `/schools/${LYCEE}/${list}`,
  );
  return found.items[0]?.[id];
}

async function choose(page: Page, rows: number): Promise<void> {
  const ticks = page.getByRole('row').getByRole('checkbox');
  await expect(ticks.first()).toBeVisible();
  for (let row = 1; row <= rows; row += 1) await ticks.nth(row).press('Space');
}

test('home', async ({ page, browser }) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  await settled(page);
  await shoot(page, 'accueil');
});

test('a list with a selection, then what notifying it would do', async ({ page, browser }) => {
  await openAs('lyceeSecretary', page, browser, LIST);
  await settled(page);
  await choose(page, 4);
  await shoot(page, 'eleves');
  await page.getByRole('button', { name: /^Sélectionner tout/ }).press('Enter');
  await page.getByRole('button', { name: '(Re)notifier les comptes' }).press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await settled(page);
  await shoot(page, 'apercu');
});

test('an operation, an account and the statistics', async ({ page, browser }) => {
  await openAs('lyceeSecretary', page, browser, '/accessibilite');
  const pages: [name: string, path: string][] = [
    ['operation', `operations/${await first(page, 'operations', 'operation_id')}`],
    ['compte', `eleves/${await first(page, 'students?status=NOTIFIED', 'account_id')}`],
    ['statistiques', 'statistiques'],
  ];
  for (const [name, path] of pages) {
    await page.goto(`/${LYCEE}/${path}`);
    await settled(page);
    await shoot(page, name);
  }
});

test('the list in the dark, and on a telephone', async ({ page, browser }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openAs('lyceeSecretary', page, browser, LIST);
  await settled(page);
  await shoot(page, 'eleves-sombre');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 800 });
  await page.reload();
  await settled(page);
  await shoot(page, 'eleves-320');
});
