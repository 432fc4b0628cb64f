import type { UsernameChangeList } from '../src/api/generated';
import { expectGoodEveryWay } from './support/every_way';
import { COLLEGE, HOME_SCHOOL, LYCEE } from './support/people';
import { expect, test } from './support/test';

test('an import tells its files, what it changed and each anomaly', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', `/${LYCEE}/imports`);
  const report = page.getByRole('article').filter({ hasText: 'à examiner' }).last();
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
  // Names of the demo agree with their usernames: what a night changes is written here, of real
  // accounts; the list and its operation are the real API's.
  const pupils = page.waitForResponse('**/api/schools/*/students?*');
  await signIn('feedSecretary', `/${HOME_SCHOOL}`);
  const token = await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user'));
    return JSON.parse(sessionStorage.getItem(key ?? '') ?? '{}').access_token as string;
  });
  pupils.catch(() => undefined);
  const answer = await page.request.get(`/api/schools/${HOME_SCHOOL}/students?limit=3`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const [asked, applied, refused] = (await answer.json()).items;
  const about = (pupil: typeof asked, rest: object) => ({
    account_id: pupil.account_id,
    population: 'students',
    family_name: pupil.family_name,
    first_name: pupil.first_name,
    school_class: pupil.school_class,
    username: pupil.username,
    requested_at: '2026-11-26T10:00:00Z',
    requested_by: 'Maëlle Trévidic',
    decided_at: null,
    former_username: null,
    refusal: null,
    refusal_label: null,
    ...rest,
  });
  let items = [
    about(asked, { state: 'REQUESTED' }),
    about(applied, {
      state: 'APPLIED',
      decided_at: '2026-11-27T03:00:00Z',
      former_username: 'p.ancien',
    }),
    about(refused, {
      state: 'REFUSED',
      decided_at: '2026-11-27T03:00:00Z',
      refusal: 'NAMES_DIFFER',
      refusal_label:
        'Le prénom ou le nom de famille n’était plus identique dans toutes les sources de données.',
    }),
  ];
  await page.route('**/username-changes**', (route) => {
    const states = new URL(route.request().url()).searchParams.getAll('state');
    const shown = items.filter(
      (item) =>
        states.length === 0 || states.includes((item as unknown as { state: string }).state),
    );
    const counts = { REQUESTED: 0, APPLIED: 0, REFUSED: 0 } as Record<string, number>;
    for (const item of shown) {
      const { state } = item as unknown as { state: string };
      counts[state] = (counts[state] ?? 0) + 1;
    }
    const list = { items: shown, total: shown.length, counts, next_cursor: null };
    return route.fulfill({ json: list as unknown as UsernameChangeList });
  });
  await page.route('**/username-change', (route) => {
    items = items.slice(1);
    return route.fulfill({ status: 204 });
  });

  await page.getByRole('link', { name: 'Nouveaux identifiants' }).click();
  const rows = page.getByRole('table').locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0).getByRole('link')).toHaveAttribute(
    'href',
    `/${HOME_SCHOOL}/eleves/${asked.account_id}`,
  );
  await expectGoodEveryWay(page);

  await page.getByRole('button', { name: /^Refusés \(1\)/ }).focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('n’était plus identique');
  await page.getByRole('button', { name: /^Tous/ }).click();

  await page.getByRole('button', { name: /^Annuler la demande/ }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Annuler la demande ?' });
  await expectGoodEveryWay(page);
  await dialog.getByRole('button', { name: 'Annuler la demande' }).press('Enter');
  await expect(rows).toHaveCount(2);
  await expect(page.getByText('2 demandes')).toBeFocused();

  await page.getByRole('button', { name: 'Lister les identifiants changés (PDF)' }).click();
  const link = page.getByRole('link', { name: 'Ouvrir la liste des élèves' });
  await expect(link).toHaveAttribute('href', new RegExp(`^/${HOME_SCHOOL}/operations/\\w+`));
});
