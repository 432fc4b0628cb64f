import { expectGoodEveryWay } from './support/every_way';
import { expect, test } from './support/test';

test('the guide is open to all, and its contents lead to each part', async ({ page }) => {
  await page.goto('/documentation');
  const contents = page.getByRole('navigation', { name: 'Sommaire' });
  await expect(contents).toBeVisible();
  const anchors = await contents
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('#')[1] ?? ''));
  expect(anchors.length).toBeGreaterThan(20);
  for (const anchor of anchors) {
    await expect(page.locator(`h3[id="${anchor}"]`), anchor).toHaveCount(1);
  }
  await contents.getByRole('link', { name: '(Re)notifier les comptes' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/documentation#notifier');
  const heading = page.getByRole('heading', { name: '(Re)notifier les comptes' });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await expectGoodEveryWay(page);
});

test('a link to a part of the guide opens there', async ({ page }) => {
  await page.goto('/documentation#donnees');
  await expect(page.getByRole('heading', { name: 'Les données personnelles' })).toBeInViewport();
});

test('the accessibility statement and the foot of the page say the same', async ({ page }) => {
  await page.goto('/documentation');
  await page.getByRole('link', { name: 'Accessibilité : non conforme' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Déclaration d’accessibilité');
  await expect(page.getByText('Non conforme', { exact: true })).toBeVisible();
  await expectGoodEveryWay(page);
});
