import type { SchoolHome } from '../src/api/generated';
import { expectGoodEveryWay } from './support/every_way';
import { COLLEGE, HOST_SCHOOL, LYCEE } from './support/people';
import { expect, test } from './support/test';

const figures = (value: number) => new Intl.NumberFormat('fr-FR').format(value);

test('who has several schools finds one by a part of its name or by its UAI', async ({
  page,
  signIn,
}) => {
  await signIn('head');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choisir un établissement');
  await expectGoodEveryWay(page);

  const search = page.getByRole('searchbox', { name: 'Rechercher par UAI ou par nom' });
  const schools = page.getByRole('main').getByRole('listitem');
  await expect(schools).toHaveCount(2);
  await search.fill('rodin');
  await expect(schools).toHaveCount(1);
  await expect(schools).toContainText(LYCEE);
  expect(page.url(), 'what is searched stays out of the address').not.toContain('rodin');

  await search.fill('nulle part');
  await expect(page.getByText('Aucun de vos établissements ne correspond')).toBeVisible();
  await expectGoodEveryWay(page);
  await page.getByRole('button', { name: 'Tout afficher' }).click();
  await expect(search).toBeFocused();

  await search.fill(COLLEGE);
  await expect(schools).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/${COLLEGE}`);
  await page.getByRole('link', { name: 'Choisir un établissement' }).click();
  await expect(schools).toHaveCount(2);
});

test('who has one school is there at once', async ({ page, signIn }) => {
  await signIn('lyceeSecretary');
  await expect(page).toHaveURL(`/${LYCEE}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accueil');
});

test('the home page tells how fresh the data are, and each number opens its list', async ({
  page,
  signIn,
}) => {
  const answer = page.waitForResponse((response) =>
    response.url().endsWith(`/api/schools/${HOST_SCHOOL}`),
  );
  await signIn('feedSecretary', `/${HOST_SCHOOL}`);
  const home: SchoolHome = await (await answer).json();

  await expect(page.getByRole('heading', { name: 'Avertissement' })).toBeVisible();
  await expect(
    page.getByText('Date de dernière mise à jour des données de l’établissement dans ÉduConnect'),
  ).toBeVisible();
  const populations = [
    ['Élèves', home.by_status.students, 'eleves'],
    ['Responsables', home.by_status.guardians, 'responsables'],
    ['Élèves extérieurs', home.by_status.external_students, 'eleves-exterieurs'],
  ] as const;
  for (const [title, counts, folder] of populations) {
    const card = page
      .getByRole('region', { name: new RegExp(`^${title} `) })
      .filter({ has: page.getByRole('heading', { level: 3 }) });
    for (const [status, counted] of Object.entries(counts ?? {})) {
      const link = card.locator(`a[href="/${HOST_SCHOOL}/${folder}?statut=${status}"]`);
      await expect(link).toContainText(figures(counted));
    }
  }
  await expectGoodEveryWay(page);

  await page.locator(`a[href="/${HOST_SCHOOL}/eleves?statut=NOT_NOTIFIED"]`).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/${HOST_SCHOOL}/eleves?statut=NOT_NOTIFIED`);
});

test('the home page leads to what is no tab', async ({ page, signIn }) => {
  await signIn('feedSecretary', `/${HOST_SCHOOL}`);
  const doors = page.getByRole('region', { name: 'Suivi et aide' });
  for (const [name, path] of [
    ['Opérations', `/${HOST_SCHOOL}/operations`],
    ['Imports', `/${HOST_SCHOOL}/imports`],
    ['Nouveaux identifiants', `/${HOST_SCHOOL}/identifiants`],
    ['Journal', `/${HOST_SCHOOL}/journal`],
    ['Documentation', '/documentation'],
  ] as const) {
    await expect(doors.getByRole('link', { name })).toHaveAttribute('href', path);
  }
});

test('troubleshooting shows pupils and nothing else', async ({ page, signIn }) => {
  await signIn('teacher', `/${LYCEE}`);
  await expect(page.getByRole('heading', { name: 'Bienvenue' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: 'Élèves', exact: true })).toHaveCount(2);
  for (const absent of ['Responsables', 'Statistiques', 'Paramétrage', 'Imports']) {
    await expect(main.getByRole('link', { name: absent })).toHaveCount(0);
  }
  await expectGoodEveryWay(page);
});

// The three states below are those of schools and people that the demo does not have: the answer of
// the real API is changed on its way.

test('data that are old are told to be', async ({ page, signIn }) => {
  await page.route(`**/api/schools/${LYCEE}`, async (route) => {
    const answer = await route.fetch();
    const home: SchoolHome = await answer.json();
    await route.fulfill({ json: { ...home, roster_updated_at: '2026-01-15T04:00:00Z' } });
  });
  await signIn('teacher', `/${LYCEE}`);
  await expect(page.getByText(/Ces données ont .* jours/)).toBeVisible();
  await expectGoodEveryWay(page);
});

test('a school whose data have not come yet says so', async ({ page, signIn }) => {
  await page.route(`**/api/schools/${LYCEE}`, async (route) => {
    const answer = await route.fetch();
    const home: SchoolHome = await answer.json();
    await route.fulfill({ json: { ...home, roster_updated_at: null } });
  });
  await signIn('teacher', `/${LYCEE}`);
  await expect(page.getByText('Aucune donnée de cet établissement')).toBeVisible();
});

test('administration without a second factor says how to get in', async ({ page, signIn }) => {
  await page.route(`**/api/schools/${LYCEE}`, (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      json: { status: 403, code: 'second_factor_required', detail: 'Clé OTP demandée.' },
    }),
  );
  await signIn('lyceeSecretary', `/${LYCEE}`);
  await expect(page.getByText('Clé OTP ou réseau administratif demandés')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Changer de connexion' })).toBeVisible();
  await expectGoodEveryWay(page);
});
