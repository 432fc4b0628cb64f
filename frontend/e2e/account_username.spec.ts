import type { Page } from '@playwright/test';
import type { StudentAnswer, StudentPageAnswer, UsernameChangeCell } from '../src/api/generated';
import { expectAccessible } from './support/accessibility';
import { LYCEE } from './support/people';
import { fromApi, openAs } from './support/session';
import { expect, test } from './support/test';

test.describe.configure({ mode: 'parallel' });

const ASKED: UsernameChangeCell = {
  state: 'REQUESTED',
  requested_at: '2026-10-05T09:12:00Z',
  requested_by: 'Yannick Le Guilloux',
  decided_at: null,
  former_username: null,
  refusal: null,
  refusal_label: null,
};

// The names of the demo agree with their usernames: what comes of a request is written here, over
// the page of a real pupil.
async function openWith(page: Page, change: UsernameChangeCell | null): Promise<StudentAnswer> {
  const [row] = (await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/students?limit=1`))
    .items;
  const pupil = await fromApi<StudentAnswer>(page, `/schools/${LYCEE}/students/${row?.account_id}`);
  let now = change;
  await page.route(`**/students/${pupil.account_id}`, (route) =>
    route.fulfill({ json: { ...pupil, username_change: now } }),
  );
  await page.route('**/username-change', (route) => {
    now = route.request().method() === 'PUT' ? ASKED : null;
    return now === null ? route.fulfill({ status: 204 }) : route.fulfill({ json: now });
  });
  await page.goto(`/${LYCEE}/eleves/${pupil.account_id}`);
  return pupil;
}

test('a new username is asked for, then withdrawn, with the keyboard alone', async ({
  page,
  browser,
}) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const pupil = await openWith(page, null);
  const part = page.getByRole('region', { name: 'Nouvel identifiant' });
  const ask = part.getByRole('button', { name: 'Demander un nouvel identifiant' });
  await ask.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Demander un nouvel identifiant' });
  await expect(dialog).toContainText(pupil.username);
  await expect(dialog).toContainText('il est disponible demain');
  await expect(dialog).toContainText('le mot de passe est conservé');
  await dialog.getByRole('button', { name: 'Demander un nouvel identifiant' }).press('Enter');

  await expect(dialog).toHaveCount(0);
  await expect(part).toContainText('Un nouvel identifiant est demandé');
  await expect(part).toContainText('par Yannick Le Guilloux');
  await expect(part.getByRole('heading', { level: 2 })).toBeFocused();
  await expectAccessible(page);

  await part.getByRole('button', { name: 'Annuler la demande' }).press('Enter');
  await expect(ask).toBeVisible();
  await expect(part).not.toContainText('est demandé');
  await expect(part.getByRole('heading', { level: 2 })).toBeFocused();
});

test('a username that was given tells the former one, which works no more', async ({
  page,
  browser,
}) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  await openWith(page, {
    ...ASKED,
    state: 'APPLIED',
    decided_at: '2026-10-06T02:03:00Z',
    former_username: 'p.ancien',
  });
  const part = page.getByRole('region', { name: 'Nouvel identifiant' });
  await expect(part).toContainText('Nouvel identifiant attribué le 06/10/2026 à 04:03');
  await expect(part).toContainText('p.ancien ne peut plus être utilisé');
  await expectAccessible(page);
});

test('a request that the night has refused tells why, and can be made again', async ({
  page,
  browser,
}) => {
  const reason = 'SIECLE en donne d’autres.';
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  await openWith(page, {
    ...ASKED,
    state: 'REFUSED',
    decided_at: '2026-10-06T02:03:00Z',
    refusal: 'NAMES_DIFFER',
    refusal_label: reason,
  });
  const part = page.getByRole('region', { name: 'Nouvel identifiant' });
  await expect(part).toContainText('Nouvel identifiant refusé le 06/10/2026 à 04:03');
  await expect(part).toContainText(reason);
  await expect(part.getByRole('button', { name: 'Demander un nouvel identifiant' })).toBeVisible();
  await expectAccessible(page);
});
