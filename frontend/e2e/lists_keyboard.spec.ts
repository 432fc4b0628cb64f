import { tabTo } from './support/keyboard';
import { chips, found, names, result, STUDENTS, selection, ticks } from './support/lists';
import { expect, test } from './support/test';

test('with the keyboard alone: search, filter, select on two pages, and reach the actions', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', STUDENTS);
  const everyone = await found(page);
  await page.keyboard.press('Tab');

  // A name, then Enter.
  const field = page.getByLabel('Nom ou prénom');
  await tabTo(page, field);
  await page.keyboard.type('ma');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#q=ma$/);
  await expect.poll(() => found(page)).toBeLessThan(everyone);
  const named = await found(page);

  // Skipping to the content leaves the search as it is.
  const skip = page.getByRole('link', { name: 'Contenu' });
  await tabTo(page, skip, { back: true });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page).toHaveURL(/#q=ma$/);

  // A filter: opened, searched, ticked, closed; the focus is back on its button.
  const filter = page.getByRole('button', { name: /^État\(s\) de compte/ });
  await tabTo(page, filter);
  await page.keyboard.press('Enter');
  const activated = page.getByRole('checkbox', { name: /^Activé/ });
  await tabTo(page, activated);
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(filter).toBeFocused();
  await expect(filter).toHaveAttribute('aria-expanded', 'false');
  await expect(page).toHaveURL(/statut=ACTIVATED#q=ma$/);
  await expect.poll(() => found(page)).toBeLessThan(named);

  // Two ticks, from one to the next with the arrow.
  await tabTo(page, ticks(page).first());
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(ticks(page).nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await expect(selection(page)).toContainText('2 élèves sélectionnés');

  // Another page, at the top of which the focus is.
  const before = await names(page);
  const next = page.getByRole('button', { name: 'Page suivante' });
  await tabTo(page, next);
  await page.keyboard.press('Enter');
  await expect(result(page)).toBeFocused();
  await found(page);
  expect(await names(page)).not.toEqual(before);
  await tabTo(page, ticks(page).first());
  await page.keyboard.press('Space');
  await expect(selection(page)).toContainText('3 élèves sélectionnés');

  // The actions are a few steps back.
  await tabTo(page, page.getByRole('button', { name: 'Lister les comptes' }), {
    back: true,
    most: 12,
  });

  // A chip away: the next one has the focus.
  await tabTo(page, chips(page).getByRole('button', { name: /^Nom : ma/ }), {
    back: true,
    most: 12,
  });
  await page.keyboard.press('Enter');
  await expect(chips(page).getByRole('button', { name: /^État/ })).toBeFocused();
  await expect(page).toHaveURL(/statut=ACTIVATED$/);
});
