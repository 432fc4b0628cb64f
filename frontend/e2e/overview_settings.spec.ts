import type { Locator, Page } from '@playwright/test';
import { expectGoodEveryWay } from './support/every_way';
import { enter, tabTo } from './support/keyboard';
import { HOME_SCHOOL } from './support/people';
import { expect, test } from './support/test';

// Sites of the local platform: one that answers well, one whose certificate has expired.
const GOOD = 'https://ent.educonnect.test';
const EXPIRED = 'https://expire.educonnect.test';
const PATH = `/${HOME_SCHOOL}/parametrage`;

// The tests are about the same school: one after the other.
test.describe.configure({ mode: 'serial' });

interface Row {
  field: Locator;
  verify: Locator;
  save: Locator;
  active: Locator;
  /** What is wrong with the address, by its field. */
  fault: Locator;
}

function rowOf(page: Page, population: 'élèves' | 'responsables'): Row {
  const title = population === 'élèves' ? 'Élèves' : 'Responsables';
  const form = page.getByRole('form', { name: title, exact: true });
  return {
    field: form.getByRole('textbox', { name: 'Adresse internet' }),
    verify: form.getByRole('button', { name: /^Vérifi/ }),
    save: form.getByRole('button', { name: /^Enregistrer/ }),
    active: form.getByRole('checkbox', { name: /^Active/ }),
    fault: form.locator('.fr-message--error'),
  };
}

/** As a test that has been cut short may have left it, back to no address at all. */
async function empty(row: Row): Promise<void> {
  await expect(row.field).toBeVisible({ timeout: 30_000 });
  if (await row.active.isChecked()) {
    await row.active.press('Space');
    await expect(row.field).toBeEditable();
  }
  if ((await row.field.inputValue()) === '') return;
  await row.field.fill('');
  await row.save.click();
  await expect(row.save).toHaveCount(0);
}

test('an address is entered, verified and activated, then taken away, by keyboard alone', async ({
  page,
  signIn,
}) => {
  await signIn('feedSecretary', PATH);
  const row = rowOf(page, 'élèves');
  // Before the journey begins, on a page that is then opened anew.
  await empty(row);
  await expectGoodEveryWay(page);

  await page.goto(PATH);
  await tabTo(page, row.field);
  await page.keyboard.type(GOOD);
  await expect(page.getByText('Adresse non enregistrée.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row.verify).toContainText('Vérifiée');
  await expect(page.getByText(/^Le site répond\. Vérifié le/)).toBeVisible();
  await expect(row.field).toBeFocused();

  await page.keyboard.press('Tab');
  await expect(row.verify).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(row.active).toBeFocused();
  await page.keyboard.press('Space');
  await expect(row.active).toBeChecked();
  await expect(row.field).not.toBeEditable();
  await expect(row.active).toBeFocused();
  const letters = page.getByRole('region', { name: 'Ce que portent les courriers' });
  await expect(letters).toContainText(`Rendez-vous sur ${GOOD}`);
  await expectGoodEveryWay(page);

  await page.reload();
  await expect(row.active).toBeChecked();
  await tabTo(page, row.active);
  await page.keyboard.press('Space');
  await expect(row.field).toBeEditable();
  await tabTo(page, row.field, { back: true });
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await enter(page, row.save);
  await expect(row.save).toHaveCount(0);
  await expect(row.field).toBeFocused();
  await expect(row.field).toHaveValue('');
  await expect(letters).not.toContainText(GOOD);
});

test('an address that is not good says why by its field, and is not activated', async ({
  page,
  signIn,
}) => {
  await signIn('feedSecretary', PATH);
  const row = rowOf(page, 'responsables');
  await empty(row);

  await row.field.fill('http://ent.educonnect.test');
  await row.verify.click();
  await expect(row.fault).toHaveText('L’adresse doit commencer par « https:// ».');

  await row.field.fill(EXPIRED);
  await row.verify.click();
  await expect(row.fault).toHaveText(/^Le certificat du site .* a expiré/);
  await expect(row.verify).toContainText('Vérifier');
  await expect(row.active).toBeDisabled();
  await expectGoodEveryWay(page);

  await page.reload();
  await expect(row.fault).toHaveText(/^Le certificat du site .* a expiré/);
  await empty(row);
});

test('what is typed and not saved is not left without a word, nor lost by going back', async ({
  page,
  signIn,
}) => {
  await signIn('feedSecretary', `/${HOME_SCHOOL}`);
  await page.getByRole('link', { name: 'Paramétrage' }).first().click();
  const row = rowOf(page, 'responsables');
  await expect(row.field).toBeVisible();
  await row.field.fill('https://brouillon.educonnect.test');
  await page.getByRole('link', { name: 'Statistiques' }).click();
  const dialog = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' });
  await expect(dialog).toBeVisible();
  await expectGoodEveryWay(page);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(PATH);

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accueil');
  await page.goForward();
  await expect(row.field).toHaveValue('https://brouillon.educonnect.test');

  await page.getByRole('link', { name: 'Statistiques' }).click();
  await dialog.getByRole('button', { name: 'Quitter sans enregistrer' }).click();
  await expect(page).toHaveURL(`/${HOME_SCHOOL}/statistiques`);
  await page.goBack();
  await expect(row.field).toHaveValue('');
});

test('a text that is no page of the service opens too, once what is typed is given up', async ({
  page,
  signIn,
}) => {
  await signIn('feedSecretary', PATH);
  const row = rowOf(page, 'responsables');
  await expect(row.field).toBeVisible();
  await row.field.fill('https://brouillon.educonnect.test');
  await page.getByRole('link', { name: 'Licences' }).click();
  const dialog = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' });
  await dialog.getByRole('button', { name: 'Quitter sans enregistrer' }).click();
  await expect(page).toHaveURL('/licences.txt');
  await expect(page.getByText(/licen[cs]e/i).first()).toBeVisible();
  await page.goBack();
  await expect(row.field).toHaveValue('');
});
