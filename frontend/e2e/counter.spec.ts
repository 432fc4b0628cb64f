import type { StudentAnswer, StudentPageAnswer } from '../src/api/generated';
import { expectAccessible } from './support/accessibility';
import { remembered, stored } from './support/memory';
import { COLLEGE, HOST_SCHOOL, LYCEE } from './support/people';
import { fromApi, openAs } from './support/session';
import { expect, test } from './support/test';

test.describe.configure({ mode: 'parallel' });

/** Opens a page and waits for it to hear the keys. */
async function openReady(...[person, page, browser, path]: Parameters<typeof openAs>) {
  await openAs(person, page, browser, path);
  await expect(page.getByRole('button', { name: 'Guichet' })).toBeVisible();
}

const PASSWORD = /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/;

test('a password is reset at the counter with the keyboard alone', async ({ page, browser }) => {
  await openReady('collegeSecretary', page, browser, `/${COLLEGE}`);
  const notified = await fromApi<StudentPageAnswer>(
    page,
    `/schools/${COLLEGE}/students?status=NOTIFIED&limit=1`,
  );
  const [pupil] = notified.items;
  if (!pupil) throw new Error('no pupil is notified');

  await page.keyboard.press('/');
  const counter = page.getByRole('dialog', { name: 'Guichet' });
  const field = counter.getByRole('combobox');
  await expect(field).toBeFocused();
  await expectAccessible(page);

  // Enter straight after typing: the only result opens by itself.
  await page.keyboard.type(pupil.username);
  await page.keyboard.press('Enter');
  const name = counter.getByRole('heading', { level: 3 });
  await expect(name).toBeFocused();
  await expect(name).toContainText(pupil.first_name);
  await expect(counter.getByText(pupil.username, { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press('r');
  await expect(counter.getByRole('button', { name: 'Confirmer' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(counter.getByRole('button', { name: 'Réinitialiser' })).toBeFocused();
  await page.keyboard.press('r');
  await page.keyboard.press('Enter');

  await expect(counter.getByRole('heading', { name: /a bien été réinitialisé/ })).toBeFocused();
  const password = counter.getByText(PASSWORD);
  await expect(password).toBeVisible();
  const now = await fromApi<StudentAnswer>(
    page,
    `/schools/${COLLEGE}/students/${pupil.account_id}`,
  );
  await expect(password).toHaveText(now.password.text);
  await expectAccessible(page);
  expect(await remembered(page)).toContain(now.password.text);

  await page.keyboard.press('Escape');
  await expect(field).toBeFocused();
  await expect(password).toHaveCount(0);
  // Kept nowhere: neither in the page, nor in its memory, nor in the tab.
  expect(await page.content()).not.toContain(now.password.text);
  await expect.poll(() => remembered(page)).not.toContain(now.password.text);
  expect(await stored(page)).not.toContain(now.password.text);
  await page.keyboard.press('Escape');
  await expect(counter).toHaveCount(0);
});

test('nothing leaves the counter while a new password is on its way', async ({ page, browser }) => {
  await openReady('lyceeSecretary', page, browser, `/${LYCEE}`);
  const answers = [
    { status: 503, code: 'unavailable', detail: 'Le service est indisponible.' },
    { status: 409, code: 'refused', detail: 'Ce compte ne peut pas être réinitialisé.' },
  ];
  let answerNow: () => void = () => undefined;
  const awaited = new Promise<void>((resolve) => {
    answerNow = resolve;
  });
  await page.route('**/password-resets', async (route) => {
    await awaited;
    const json = answers.shift();
    await route.fulfill({ status: json?.status, contentType: 'application/problem+json', json });
  });
  const { items } = await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/students?limit=1`);
  await page.keyboard.press('/');
  await page.keyboard.type(items[0]?.username ?? '');
  await page.keyboard.press('Enter');
  const counter = page.getByRole('dialog', { name: 'Guichet' });
  await expect(counter.getByRole('heading', { level: 3 })).toBeFocused();
  await page.keyboard.press('r');
  const confirm = counter.getByRole('button', { name: 'Confirmer' });
  await expect(confirm).toBeFocused();

  const asked = page.waitForRequest('**/password-resets');
  await page.keyboard.press('Enter');
  await asked;
  await expect(counter.getByRole('status').filter({ hasText: 'en cours' })).toBeVisible();
  for (const name of ['Annuler', 'Personne suivante']) {
    const button = counter.getByRole('button', { name });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/Réinitialisation en cours/);
    await button.press('Enter');
  }
  await expectAccessible(page);
  await counter.getByRole('button', { name: 'Fermer' }).press('Enter');
  await confirm.focus();
  for (const key of ['Escape', 'Escape', '/', 'r']) await page.keyboard.press(key);
  await expect(confirm).toBeFocused();
  answerNow();

  // What failed can be sent again; what was refused cannot, and nobody is told that it can.
  const alert = counter.getByRole('alert');
  await expect(alert).toContainText('est indisponible');
  await expect(alert).toContainText('Vous pouvez confirmer de nouveau sans risque');
  await page.keyboard.press('Enter');
  await expect(alert).toContainText('ne peut pas être réinitialisé');
  await expect(alert).not.toContainText('sans risque');
  await page.keyboard.press('Escape');
  await expect(counter.getByRole('button', { name: 'Réinitialiser' })).toBeFocused();
});

test('results are chosen with the arrows, pupils before their guardians', async ({
  page,
  browser,
}) => {
  await openReady('lyceeSecretary', page, browser, `/${LYCEE}`);
  await page.getByRole('button', { name: 'Guichet' }).click();
  const counter = page.getByRole('dialog', { name: 'Guichet' });
  const field = counter.getByRole('combobox');
  await field.fill('martin');
  await expect(counter.getByRole('status')).toContainText(/résultats, dont \d+ affichés/);
  const options = counter.getByRole('option');
  await expect(counter.getByRole('group').first()).toHaveAccessibleName(/^Élèves \(/);
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(options.first()).toContainText('MARTIN');
  await expectAccessible(page);

  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute(
    'aria-activedescendant',
    (await options.nth(1).getAttribute('id')) ?? '',
  );
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toContainText('Responsable de');
  await page.keyboard.press('Enter');
  await expect(counter.getByRole('heading', { level: 3 })).toBeFocused();

  // The next person: what was sought is selected, so that typing replaces it.
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.type('zzyzx');
  await expect(field).toHaveValue('zzyzx');
  await expect(counter.getByRole('status')).toContainText('Aucun résultat pour « zzyzx »');
  await expect(options).toHaveCount(0);
  await expectAccessible(page);
});

test('a pupil is found by INE, and the link leads to the page of the account', async ({
  page,
  browser,
}) => {
  await openReady('lyceeSecretary', page, browser, `/${LYCEE}/statistiques`);
  const { items } = await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/students?limit=1`);
  const pupil = await fromApi<StudentAnswer>(
    page,
    `/schools/${LYCEE}/students/${items[0]?.account_id}`,
  );
  await page.keyboard.press('/');
  await page.keyboard.type(pupil.ine ?? '');
  await page.keyboard.press('Enter');
  const counter = page.getByRole('dialog', { name: 'Guichet' });
  await counter.getByRole('link', { name: 'Page du compte' }).click();
  await expect(counter).toHaveCount(0);
  await expect(page).toHaveURL(`/${LYCEE}/eleves/${pupil.account_id}`);
});

test('external students are found at the counter of the school that teaches them', async ({
  page,
  browser,
}) => {
  await openReady('feedSecretary', page, browser, `/${HOST_SCHOOL}`);
  const { items } = await fromApi<StudentPageAnswer>(
    page,
    `/schools/${HOST_SCHOOL}/external-students?limit=1`,
  );
  await page.keyboard.press('/');
  await page.keyboard.type(items[0]?.username ?? '');
  const counter = page.getByRole('dialog', { name: 'Guichet' });
  await expect(counter.getByRole('group', { name: 'Élèves extérieurs (1)' })).toBeVisible();
});

test('troubleshooting finds pupils only', async ({ page, browser }) => {
  await openReady('teacher', page, browser, `/${LYCEE}`);
  await page.getByRole('button', { name: 'Guichet' }).click();
  const counter = page.getByRole('dialog', { name: 'Guichet' });
  await counter
    .getByRole('combobox', { name: 'Nom de l’élève, identifiant ou INE' })
    .fill('martin');
  await expect(counter.getByRole('group')).toHaveCount(1);
  await expect(counter.getByRole('group')).toHaveAccessibleName(/^Élèves \(/);
});

test('two keys go to a tab, and the shortcuts are listed by « ? »', async ({ page, browser }) => {
  await openReady('lyceeSecretary', page, browser, `/${LYCEE}`);
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(`/${LYCEE}/responsables`);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Raccourcis clavier' });
  await expect(help).toContainText('Ouvrir le guichet');
  await expectAccessible(page);
});

test('shortcuts that are switched off stay off, and the buttons remain', async ({
  page,
  browser,
}) => {
  await openReady('lyceeSecretary', page, browser, `/${LYCEE}`);
  await page.getByRole('button', { name: 'Raccourcis clavier' }).click();
  const help = page.getByRole('dialog', { name: 'Raccourcis clavier' });
  await help.getByLabel('Raccourcis d’une touche').press('Space');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Raccourcis clavier' })).toBeFocused();

  await page.reload();
  const button = page.getByRole('button', { name: 'Guichet' });
  await expect(button).not.toHaveAttribute('aria-keyshortcuts');
  for (const key of ['/', '?', 'g', 'e']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(`/${LYCEE}`);

  await button.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Guichet' })).toBeVisible();
});

test('a key typed in a field or with a modifier is no shortcut', async ({ page, browser }) => {
  await openReady('lyceeSecretary', page, browser, `/${LYCEE}`);
  await page.keyboard.press('Alt+/');
  await page.getByLabel('Couleurs de l’affichage').focus();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the counter fits a screen of 320 px, in ${colorScheme} colours`, async ({
    page,
    browser,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme });
    await openReady('lyceeSecretary', page, browser, `/${LYCEE}`);
    await page.getByRole('button', { name: 'Guichet' }).click();
    const counter = page.getByRole('dialog', { name: 'Guichet' });
    await counter.getByRole('combobox').fill('martin');
    await expect(counter.getByRole('option').first()).toBeVisible();
    await expectNothingCutOff();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(counter.getByRole('button', { name: 'Réinitialiser' })).toBeVisible();
    await expectNothingCutOff();
    await expectAccessible(page);

    async function expectNothingCutOff() {
      const over = await page.evaluate(() => {
        const dialog = document.querySelector('dialog');
        return dialog ? dialog.scrollWidth - dialog.clientWidth : 0;
      });
      expect(over).toBeLessThanOrEqual(0);
    }
  });
}
