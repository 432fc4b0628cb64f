/** Signing in and out, and a session that ends while one works. */
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { stored } from './support/memory';
import { LYCEE, NAME } from './support/people';
import { expect, test } from './support/test';

const LIST = `/${LYCEE}/eleves?statut=NOT_NOTIFIED#q=martin`;
/** What leads to the identity provider. */
const DEPARTURE = /[?&]response_type=code/;
const AN_HOUR_LESS_SOME = '59:30';

test('the service introduces itself before one signs in', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Administration des comptes ÉduConnect',
  );
  await expectAccessible(page);
});

test('a bookmarked list asks to sign in, then opens with its filters and the searched name', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', LIST);
  await expect(page).toHaveURL(LIST);
});

test('the page of the identity provider is as accessible as ours', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`/${LYCEE}`);
    await expect(page.getByRole('button', { name: NAME.teacher })).toBeVisible();
    await expectAccessible(page);
  }
});

test('a session is renewed before it ends, without leaving the page', async ({ page, signIn }) => {
  await page.clock.install();
  await signIn('lyceeSecretary', LIST);
  const before = await accessToken(page);
  const renewal = page.waitForRequest(
    (request) =>
      request.url().endsWith('/token') && request.postData()?.includes('refresh') === true,
  );
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  await page.clock.fastForward(AN_HOUR_LESS_SOME);
  await renewal;
  await expect.poll(() => accessToken(page)).not.toBe(before);
  await expect(page.locator('body[data-same-page]')).toHaveCount(1);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a computer that wakes up an hour later goes on where it was', async ({ page, signIn }) => {
  await page.clock.install();
  await signIn('lyceeSecretary', LIST);
  const before = await accessToken(page);
  await page.clock.fastForward('02:00:00');
  await expect.poll(() => accessToken(page)).not.toBe(before);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(LIST);
});

test('a computer that wakes up before its network waits for it', async ({ page, signIn }) => {
  await page.clock.install();
  await signIn('lyceeSecretary', LIST);
  const before = await accessToken(page);
  let tries = 0;
  await page.route('**/token', (route) => (tries++ === 0 ? route.abort() : route.continue()));
  await page.clock.fastForward('02:00:00');
  await expect.poll(() => accessToken(page)).not.toBe(before);
  expect(tries).toBeGreaterThan(1);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a session that cannot be renewed says so, and one comes back to the same list', async ({
  page,
  signIn,
}) => {
  await page.clock.install();
  await signIn('lyceeSecretary', LIST);
  await page.evaluate(() => {
    for (const [key, value] of Object.entries(sessionStorage)) {
      if (!key.startsWith('oidc.user:')) continue;
      sessionStorage.setItem(
        key,
        JSON.stringify({ ...JSON.parse(value), refresh_token: undefined }),
      );
    }
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.clock.fastForward('02:00:00');
  const dialog = page.getByRole('dialog', { name: 'Votre session a expiré' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  // On the way out, the searched name is not left behind in the tab.
  await page.route(DEPARTURE, (route) => route.fulfill({ status: 204 }));
  const leaving = page.waitForRequest(DEPARTURE);
  await dialog.getByRole('button', { name: 'Se reconnecter' }).press('Enter');
  await leaving;
  expect(await stored(page)).toContain('/eleves?statut=NOT_NOTIFIED');
  expect(await stored(page)).not.toContain('martin');
  expect((await leaving).url()).not.toContain('martin');
  await page.unroute(DEPARTURE);
  await dialog.getByRole('button', { name: 'Se reconnecter' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Se déconnecter' })).toBeVisible();
  await expect(page).toHaveURL(LIST);
  expect(await stored(page)).not.toContain('martin');
});

test('signing out asks nothing, and the next person chooses who she is', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', `/${LYCEE}`);
  await page.evaluate(() => sessionStorage.setItem('chosen', 'of the first'));
  await page.getByRole('button', { name: 'Se déconnecter' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible();
  await expect(page).toHaveURL('/');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.getByRole('button', { name: 'Se connecter' }).press('Enter');
  await expect(page.getByRole('button', { name: NAME.teacher })).toBeVisible();
});

test('a sign-in that was given up says so and offers another', async ({ page }) => {
  await page.goto(`/${LYCEE}`);
  await expect(page.getByRole('button', { name: NAME.teacher })).toBeVisible();
  await page.goto('/accessibilite');
  const state = await page.evaluate(() =>
    Object.keys(sessionStorage)
      .find((key) => key.startsWith('oidc.'))
      ?.slice('oidc.'.length),
  );
  await page.goto(`/connexion/retour?error=access_denied&state=${state}`);
  await expect(page.getByRole('alert')).toContainText('Vous n’êtes pas connecté');
  await expect(page).toHaveURL('/');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Se connecter' }).press('Enter');
  await expect(page.getByRole('button', { name: NAME.teacher })).toBeVisible();
});

test('an answer that nobody asked for says that the sign-in did not succeed', async ({ page }) => {
  await page.goto('/connexion/retour?code=stolen&state=unknown');
  await expect(page.getByRole('alert')).toContainText('La connexion n’a pas abouti');
});

function accessToken(page: Page): Promise<string> {
  return page.evaluate(() => {
    const user = Object.entries(sessionStorage).find(([key]) => key.startsWith('oidc.user:'))?.[1];
    return JSON.parse(user ?? '{}').access_token;
  });
}
