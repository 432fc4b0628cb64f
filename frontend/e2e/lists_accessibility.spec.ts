import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { found, GUARDIANS, rows, STUDENTS, selection, ticks } from './support/lists';
import { HOST_SCHOOL, LYCEE } from './support/people';
import { expectNoSidewaysScroll } from './support/reading';
import { expect, test } from './support/test';

test.describe.configure({ mode: 'parallel' });

/** The state of a screen, in light and dark colours. */
async function expectBothAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}

test('the list of students is accessible in each of its states', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', `${STUDENTS}?classe=1+G+6`);
  await found(page);
  await ticks(page).first().press('Space');
  await page.getByRole('button', { name: /^Classe\(s\)/ }).click();
  // Few enough to be all in sight.
  await page.getByLabel('Chercher dans « Classe(s) »').fill('agora 1');
  await expectBothAccessible(page);

  await page.keyboard.press('Escape');
  await selection(page)
    .getByRole('button', { name: /de la recherche$/ })
    .click();
  await page.getByRole('button', { name: /^Activé/ }).click();
  await expect(selection(page)).toContainText('autre recherche');
  await found(page);
  await expectBothAccessible(page);

  await page.getByLabel('Nom ou prénom').fill('introuvable-zz');
  await expect(page.getByText('Aucun élève ne correspond à cette recherche')).toBeVisible();
  await expectBothAccessible(page);

  await page.route('**/api/schools/*/students?*', (route) => route.abort());
  await page.getByLabel('Nom ou prénom').fill('introuvable-yy');
  await expect(page.getByText('Le service ne répond pas.')).toBeVisible({ timeout: 20_000 });
  await expectBothAccessible(page);
});

test('on a screen of 320 px a row is a card, and nothing scrolls sideways', async ({
  page,
  signIn,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn('collegeSecretary', GUARDIANS);
  await found(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Filtres', exact: true }).click();
  await page.getByRole('button', { name: /^Classe\(s\)/ }).click();
  await expect(page.getByLabel('Chercher dans « Classe(s) »')).toBeFocused();
  await expectNoSidewaysScroll(page);
  await page.getByLabel('Chercher dans « Classe(s) »').fill('agora');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await ticks(page).nth(5).press('Space');
  await selection(page).getByRole('button', { name: 'Actions' }).click();
  const list = selection(page).getByRole('button', { name: 'Lister les comptes' });
  await expect(list).toBeInViewport();
  await expectNoSidewaysScroll(page);
  await expectBothAccessible(page);
  // Cards are a table still for whoever listens to them.
  await expect(page.getByRole('table', { name: 'Gestion des comptes responsables' })).toBeVisible();
  await expect(rows(page).first().getByRole('cell')).not.toHaveCount(0);
});

test('the other lists are accessible too', async ({ page, signIn }) => {
  await signIn('feedSecretary', `/${HOST_SCHOOL}/eleves-exterieurs`);
  await found(page);
  await expectBothAccessible(page);
  await page.goto(`/${HOST_SCHOOL}/responsables`);
  await found(page);
  await expectBothAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`/${HOST_SCHOOL}/eleves-exterieurs`);
  await found(page);
  await expectNoSidewaysScroll(page);
});

test('the tables of troubleshooting are accessible, and what is refused too', async ({
  page,
  signIn,
}) => {
  await signIn('teacher', `${STUDENTS}?statut=NOTIFIED`);
  await found(page);
  await expectBothAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await page.goto(`/${LYCEE}/responsables`);
  await expect(page.getByText('Cette page demande le module')).toBeVisible();
  await expectBothAccessible(page);
  await expectNoSidewaysScroll(page);
});

test('on paper there are the title, the filters in words and the rows', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', `${STUDENTS}?classe=1+G+7`);
  await found(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Classe : 1 G 7')).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await expect(selection(page)).toBeHidden();
  await expect(ticks(page).first()).toBeHidden();
  await expect(page.getByRole('button', { name: 'Rechercher' })).toBeHidden();
});
