/**
 * The guide's journeys with the keyboard alone, from signing in to the file saved: Tab, Shift+Tab,
 * Space, Enter, Escape and the arrows, from wherever the page has put the focus.
 *
 * The other journeys have theirs beside their own tests: a list as CSV (actions), the counter
 * (counter), an address in letters (overview_settings), filters and pages (lists_keyboard).
 */
import type { Page } from '@playwright/test';
import { pdfText, previewed, text } from './support/actions';
import { enter, openTab, signInByKeyboard, tabTo } from './support/keyboard';
import { found, rows, selection, ticks } from './support/lists';
import { COLLEGE, LYCEE } from './support/people';
import { expect, test } from './support/test';

// Whole journeys: longer than a test of one screen.
test.describe.configure({ mode: 'parallel', timeout: 120_000 });

const PASSWORD = /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/;

/** The rows are those of the filter: those of before hold their place for a moment. */
async function onlyNotified(page: Page): Promise<void> {
  await found(page);
  const others = rows(page).filter({ hasNotText: 'Notifié et non activé' });
  await expect(others).toHaveCount(0, { timeout: 30_000 });
}

test('search, preview, notify, and the letter', async ({ page }) => {
  await signInByKeyboard(page, 'collegeSecretary', `/${COLLEGE}`);
  await openTab(page, 'Élèves');
  const everyone = await found(page);

  await tabTo(page, page.getByLabel('Nom ou prénom'));
  await page.keyboard.type('ar');
  await page.keyboard.press('Enter');
  await expect.poll(() => found(page)).toBeLessThan(everyone);
  // The number of those whose state it is, which filters at one press.
  await enter(page, page.getByRole('button', { name: /^Notifié et non activé/ }));
  await expect(page).toHaveURL(/statut=NOTIFIED#q=ar$/);
  await onlyNotified(page);

  await tabTo(page, ticks(page).first());
  await page.keyboard.press('Space');
  await expect(selection(page)).toContainText('1 élève sélectionné');
  const name = (await rows(page).first().getByRole('rowheader').innerText()).trim();

  const opener = page.getByRole('button', { name: '(Re)notifier les comptes' });
  await enter(page, opener, true);
  const dialog = page.getByRole('dialog', { name: '(Re)notifier les comptes' });
  await expect(dialog.getByRole('heading', { level: 2 })).toBeFocused();
  await previewed(dialog);
  const line = dialog.getByRole('listitem').filter({ hasText: 'Notifié et non activé' });
  await tabTo(page, dialog.getByLabel('Réinitialiser aussi les mots de passe'));
  await page.keyboard.press('Space');
  await previewed(dialog);
  await expect(line).toContainText('le précédent ne fonctionnera plus');
  await page.keyboard.press('Space');
  await previewed(dialog);
  await expect(line).toContainText('mot de passe provisoire');
  await enter(page, dialog.getByRole('button', { name: 'Notifier 1 élève' }));

  const result = page.getByRole('dialog', { name: '(Re)notification' });
  await expect(result.getByText(/^Les comptes ont bien été notifiés/)).toBeVisible({
    timeout: 30_000,
  });
  const download = result.getByRole('button', { name: 'Télécharger le courrier au format PDF' });
  await tabTo(page, download);
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const letter = await pdfText(await (await saving).path());
  expect(letter).toContain(name.split(' ').at(-1));
  expect(letter.match(/[bcdfghjkmnprstvwxyz]{4}-[bcdfghjkmnprstvwxyz]{4}-/g)).toHaveLength(1);
  await page.keyboard.press('Escape');
  await expect(result).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('troubleshooting: search, reset on the line of a pupil, list', async ({ page }) => {
  await signInByKeyboard(page, 'teacher', `/${LYCEE}`);
  await openTab(page, 'Élèves');
  const everyone = await found(page);

  await tabTo(page, page.getByLabel('Nom ou prénom'));
  await page.keyboard.type('go');
  await page.keyboard.press('Enter');
  await expect.poll(() => found(page)).toBeLessThan(everyone);
  await enter(page, page.getByRole('button', { name: /^Notifié et non activé/ }));
  await expect(page).toHaveURL(/statut=NOTIFIED#q=go$/);
  await onlyNotified(page);

  const row = rows(page).first();
  const name = (await row.getByRole('rowheader').innerText()).trim();
  const reset = row.getByRole('button', { name: `Réinitialiser le mot de passe de ${name}` });
  await enter(page, reset);
  const dialog = page.getByRole('dialog', { name: 'Réinitialiser les mots de passe' });
  await expect(dialog.getByRole('heading', { level: 2 })).toBeFocused();
  await previewed(dialog);
  await enter(page, dialog.getByRole('button', { name: 'Réinitialiser 1 mot de passe' }));

  const shown = page.getByRole('dialog', { name: 'Nouveau mot de passe provisoire' });
  const password = shown.getByText(PASSWORD);
  await expect(password).toBeVisible({ timeout: 30_000 });
  const secret = await password.innerText();
  await page.keyboard.press('Escape');
  await expect(shown).toHaveCount(0);
  await expect(reset).toBeFocused();
  // The line is read again: the password in it is the new one.
  await expect(row.getByText(secret)).toBeVisible({ timeout: 30_000 });

  await tabTo(page, ticks(page).first(), { back: true });
  await page.keyboard.press('Space');
  await enter(page, page.getByRole('button', { name: 'Lister les comptes' }), true);
  const list = page.getByRole('dialog', { name: 'Lister les comptes' });
  await previewed(list);
  await tabTo(page, list.getByRole('radio', { name: /format PDF/ }));
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('radio', { name: /format CSV/ })).toBeChecked();
  await previewed(list);
  await enter(page, list.getByRole('button', { name: 'Lister 1 élève' }));
  const download = page.getByRole('button', { name: 'Télécharger la liste au format CSV' });
  await tabTo(page, download);
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect(await text(await (await saving).path())).toContain(secret);
});
