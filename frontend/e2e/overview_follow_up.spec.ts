import type { OperationList, UsernameChangeList } from '../src/api/generated';
import { expectGoodEveryWay } from './support/every_way';
import { COLLEGE, LYCEE, NAME } from './support/people';
import { fromApi } from './support/session';
import { expect, test } from './support/test';
import { whoMayAsk } from './support/usernames';

test('an import tells its files, what it changed and each anomaly', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', `/${LYCEE}/imports`);
  // Not those of the files that waited for the pupils.
  const report = page
    .getByRole('article')
    .filter({ hasText: 'à examiner' })
    .filter({ has: page.getByText('Appliqué', { exact: true }) })
    .last();
  await expect(report.getByText('Appliqué', { exact: true })).toBeVisible();
  await report.getByText('Ce qui a changé, en nombres').focus();
  await page.keyboard.press('Enter');
  await expect(report.getByText('Présents après l’import').first()).toBeVisible();
  await report
    .getByText(/anomalies? à examiner$/)
    .last()
    .focus();
  await page.keyboard.press('Enter');
  const anomalies = report.getByRole('table');
  await expect(anomalies.getByRole('columnheader')).toHaveText([
    'Enregistrement',
    'Personne',
    'Fichier, ligne',
    'Ce qui a été trouvé',
  ]);
  await expect(anomalies.locator('tbody tr').first()).toContainText('ligne');
  await expectGoodEveryWay(page);
});

test('older imports are reached a page at a time', async ({ page, signIn }) => {
  // Pages of two: the demo has not imported for long.
  await page.route(`**/schools/${LYCEE}/imports*`, (route) => {
    const asked = new URL(route.request().url());
    asked.searchParams.set('limit', '2');
    return route.continue({ url: asked.href });
  });
  await signIn('lyceeSecretary', `/${LYCEE}/imports`);
  const reports = page.getByRole('article');
  await expect(reports).toHaveCount(2);
  await expect(page.getByText('2 comptes rendus affichés, d’autres suivent')).toBeVisible();
  const more = page.getByRole('button', { name: 'Afficher la suite' });
  await more.press('Enter');
  await expect(reports).not.toHaveCount(2);
  await expectGoodEveryWay(page);
  while (await more.isVisible()) {
    const before = await reports.count();
    await more.press('Enter');
    await expect(reports).not.toHaveCount(before);
  }
  await expect(page.getByText(/^\d+ comptes rendus affichés$/)).toBeVisible();
  const titles = await reports.getByRole('heading').allInnerTexts();
  await page.unrouteAll();
  const all = await fromApi<{ items: unknown[] }>(page, `/schools/${LYCEE}/imports?limit=50`);
  expect(titles).toHaveLength(all.items.length);
});

test('a report is read page by page, and what it is narrowed to begins at its first page', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', `/${LYCEE}`);
  const { items } = await fromApi<OperationList>(page, `/schools/${LYCEE}/operations?limit=100`);
  const long = items.find(({ done, finished_at }) => finished_at && done > 100);
  await page.goto(`/${LYCEE}/operations/${long?.operation_id}`);
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('button', { name: 'Page suivante' }).press('Enter');
  await expect(pages).toContainText('Page 2 sur');
  await expect(pages).toContainText('51 à 100');
  const narrowed = page.getByLabel('Afficher', { exact: true });
  const done = await narrowed.getByRole('option', { name: /^Traités \(/ }).innerText();
  await narrowed.selectOption(done);
  await expect(pages).toContainText('Page 1 sur');
  await pages.getByRole('button', { name: 'Page suivante' }).press('Enter');
  await pages.getByLabel('Lignes par page').selectOption('100 par page');
  await expect(pages).toContainText('1 à 100');
});

test('a school without a request of another username says where to ask', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', `/${COLLEGE}/identifiants?etat=REFUSED`);
  await expect(page.getByText('Aucune demande n’a été refusée')).toBeVisible();
  await expectGoodEveryWay(page);
  await page.getByRole('button', { name: /^Attribués/ }).click();
  await expect(page).toHaveURL(`/${COLLEGE}/identifiants?etat=APPLIED`);
});

test('requests are listed by state, withdrawn, and those applied are printed', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', `/${COLLEGE}`);
  const asked = await whoMayAsk(page, COLLEGE);
  const request = `/schools/${COLLEGE}/accounts/${asked.account_id}/username-change`;
  await fromApi(page, request, 'PUT');
  const applied = `/schools/${COLLEGE}/username-changes?state=APPLIED`;
  const given = (await fromApi<UsernameChangeList>(page, applied)).items;

  await page.getByRole('link', { name: 'Nouveaux identifiants' }).click();
  const rows = page.getByRole('table').locator('tbody tr');
  const own = rows.filter({
    has: page.locator(`a[href="/${COLLEGE}/eleves/${asked.account_id}"]`),
  });
  await expect(own).toContainText(asked.username);
  await expect(own).toContainText(NAME.collegeSecretary);
  await expectGoodEveryWay(page);

  await page.getByRole('button', { name: /^Attribués \([1-9]/ }).focus();
  await page.keyboard.press('Enter');
  await expect(rows.locator('code')).toHaveText(
    given.flatMap((each) => [each.former_username ?? '', each.username]),
  );
  await page.getByRole('button', { name: /^Tous/ }).click();

  await own.getByRole('button', { name: /^Annuler la demande/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Annuler la demande ?' });
  await expectGoodEveryWay(page);
  await dialog.getByRole('button', { name: 'Annuler la demande' }).press('Enter');
  await expect(own).toHaveCount(0);
  await expect(page.getByText(/^\d+ demandes?$/)).toBeFocused();

  // Those of the last night that changed some, unless another day is chosen.
  const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
  const night = (change: UsernameChangeList['items'][number]) =>
    paris.format(new Date(change.decided_at ?? ''));
  const last = given.map(night).sort().at(-1) ?? '';
  const since = page.getByLabel('Identifiants changés depuis le');
  const list = page.getByRole('button', { name: 'Lister les identifiants changés (PDF)' });
  await expect(since).toHaveValue(last);
  await since.fill('2099-01-01');
  await expect(list).toHaveAttribute('aria-disabled', 'true');
  await expect(list).toHaveAccessibleDescription(
    'Aucun identifiant n’a été changé depuis cette date.',
  );
  await since.fill(last);
  const asking = page.waitForRequest(/\/account-lists$/);
  await list.press('Enter');
  expect((await asking).postDataJSON().selection.account_ids).toEqual(
    given
      .filter((change) => change.population === 'students' && night(change) === last)
      .map((change) => change.account_id),
  );
  const link = page.getByRole('link', { name: 'Ouvrir la liste des élèves' });
  await expect(link).toHaveAttribute('href', new RegExp(`^/${COLLEGE}/operations/\\w+`));
});

// The sources of the demo agree, so that its nights refuse nothing: the requests are real, their
// refusal is written here.
test('requests that the night has refused are listed with the reason', async ({ page, signIn }) => {
  const refused = {
    state: 'REFUSED',
    decided_at: '2026-11-27T03:00:00Z',
    former_username: null,
    refusal: 'NAMES_DIFFER',
    refusal_label:
      'Le prénom ou le nom de famille n’était plus identique dans toutes les sources de données : ' +
      'SIECLE en donnait d’autres.',
    differing_sources: ['SIECLE'],
  } as const;
  await page.route('**/username-changes?**', async (route) => {
    const response = await route.fetch();
    const list: UsernameChangeList = await response.json();
    const items = list.items.map((item) => ({ ...item, ...refused }));
    const counts = { REQUESTED: 0, APPLIED: 0, REFUSED: list.total };
    await route.fulfill({ response, json: { ...list, items, counts } });
  });
  await signIn('lyceeSecretary', `/${LYCEE}/identifiants`);
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows.first()).toContainText('SIECLE en donnait d’autres');
  await expect(page.getByRole('button', { name: /^Refusés \([1-9]/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Annuler la demande/ })).toHaveCount(0);
  await expectGoodEveryWay(page);
});
