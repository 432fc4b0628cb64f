import type { StudentAnswer, StudentPageAnswer, UsernameChangeList } from '../src/api/generated';
import { expectAccessible } from './support/accessibility';
import { LYCEE, NAME } from './support/people';
import { fromApi, openAs } from './support/session';
import { expect, test } from './support/test';
import { whoMayAsk } from './support/usernames';

test('a new username is asked for, then withdrawn, with the keyboard alone', async ({
  page,
  browser,
}) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const pupil = await whoMayAsk(page, LYCEE);
  await page.goto(`/${LYCEE}/eleves/${pupil.account_id}`);
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
  await expect(part).toContainText(`par ${NAME.lyceeSecretary}`);
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
  const applied = `/schools/${LYCEE}/username-changes?state=APPLIED`;
  const [given] = (await fromApi<UsernameChangeList>(page, applied)).items;
  await page.goto(`/${LYCEE}/eleves/${given?.account_id}`);
  const part = page.getByRole('region', { name: 'Nouvel identifiant' });
  await expect(part).toContainText(/Nouvel identifiant attribué le [\d/]{10} à \d\d:\d\d/);
  await expect(part).toContainText(`${given?.former_username} ne peut plus être utilisé`);
  await expect(part).toContainText(`par ${NAME.lyceeSecretary}`);
  await expect(page.getByText(given?.username ?? '', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

// The sources of the demo agree, so that its nights refuse nothing: an answer is written here, over
// the page of a real pupil.
test('a request that the night has refused tells why, and can be made again', async ({
  page,
  browser,
}) => {
  const reason = 'SIECLE en donne d’autres.';
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const [row] = (await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/students?limit=1`))
    .items;
  const pupil = await fromApi<StudentAnswer>(page, `/schools/${LYCEE}/students/${row?.account_id}`);
  const change: StudentAnswer['username_change'] = {
    state: 'REFUSED',
    requested_at: '2026-10-05T09:12:00Z',
    requested_by: NAME.lyceeSecretary,
    decided_at: '2026-10-06T02:03:00Z',
    former_username: null,
    refusal: 'NAMES_DIFFER',
    refusal_label: reason,
    differing_sources: ['SIECLE'],
  };
  await page.route(`**/students/${pupil.account_id}`, (route) =>
    route.fulfill({ json: { ...pupil, username_change: change } }),
  );
  await page.goto(`/${LYCEE}/eleves/${pupil.account_id}`);
  const part = page.getByRole('region', { name: 'Nouvel identifiant' });
  await expect(part).toContainText('Nouvel identifiant refusé le 06/10/2026 à 04:03');
  await expect(part).toContainText(reason);
  await expect(part.getByRole('button', { name: 'Demander un nouvel identifiant' })).toBeVisible();
  await expectAccessible(page);
});
