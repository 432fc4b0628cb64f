import { expectAccessible } from './support/accessibility';
import { LYCEE } from './support/people';
import { expect, test } from './support/test';

test('the service introduces itself before one signs in', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Administration des comptes ÉduConnect',
  );
  await expectAccessible(page);
});

test('a bookmarked list asks to sign in, then opens with its filters', async ({ page, signIn }) => {
  const path = `/${LYCEE}/eleves?statut=NOT_NOTIFIED#q=martin`;
  await signIn('lyceeSecretary', path);
  await expect(page).toHaveURL(path);
});
