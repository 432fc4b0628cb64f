/** What the tests of actions do on the lists: choose accounts, open an action, read its document. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { rows } from './lists';
import { expect } from './test';

export { tabTo } from './keyboard';
export { rows };

export type Action =
  | '(Re)notifier les comptes'
  | 'Lister les comptes'
  | 'Réinitialiser les mots de passe';

/** The rows of the list are those of its address. */
export async function listed(page: Page): Promise<void> {
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator('section[aria-busy="true"]')).toHaveCount(0);
}

/** Ticks the first accounts of the list, and says who they are: « DURAND Chloé ». */
export async function chooseFirst(page: Page, many: number, from = 0): Promise<string[]> {
  await listed(page);
  const chosen: string[] = [];
  for (let row = from; row < from + many; row += 1) {
    const box = rows(page).nth(row).getByRole('checkbox');
    await expect(async () => {
      // The rows may still be those of the search before.
      if (!(await box.isChecked())) await box.press('Space', { timeout: 1_000 });
      await expect(box).toBeChecked({ timeout: 1_000 });
    }).toPass();
    chosen.push(await rows(page).nth(row).getByRole('rowheader').getByRole('link').innerText());
  }
  return chosen.map((name) => name.trim());
}

/** The whole result of the search; says how many that is. */
export async function chooseAll(page: Page): Promise<number> {
  await listed(page);
  const button = page.getByRole('button', { name: /^Sélectionner tout : les .* de la recherche$/ });
  const many = digits(await button.innerText());
  await button.click();
  return many;
}

export async function openAction(page: Page, action: Action): Promise<Locator> {
  await page.getByRole('button', { name: action }).click();
  const dialog = page.getByRole('dialog', { name: action });
  await previewed(dialog);
  return dialog;
}

/** The preview is there, and is of the options as they stand. */
export async function previewed(dialog: Locator): Promise<void> {
  const preview = dialog.getByRole('heading', { name: 'Ce qui va se passer' });
  await expect(preview).toBeVisible({ timeout: 30_000 });
  await expect(dialog.locator('[aria-busy="true"]')).toHaveCount(0);
}

/** The number in « 1 243 élèves ». */
export const digits = (text: string): number => Number(text.replace(/\D/g, ''));

/** What a button makes the browser save. */
export async function downloaded(page: Page, button: Locator): Promise<string> {
  const saving = page.waitForEvent('download');
  await button.click();
  return await (await saving).path();
}

export async function pdfText(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', path, '-']);
  return stdout;
}

export const text = (path: string): Promise<string> => readFile(path, 'utf8');
