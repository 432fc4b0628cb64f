import type { Page } from '@playwright/test';
import {
  chips,
  figure,
  filterBy,
  found,
  GUARDIANS,
  names,
  result,
  rows,
  STUDENTS,
  selection,
  ticks,
} from './support/lists';
import { HOST_SCHOOL, LYCEE } from './support/people';
import { expect, test } from './support/test';

test.describe.configure({ mode: 'parallel' });

test('a pupil is found by a part of her name, without accent, and the name stays out of what is sent for the page', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', STUDENTS);
  const everyone = await found(page);
  await page.getByLabel('Nom ou prénom').pressSequentially('lefevre');
  await expect(page).toHaveURL(`${STUDENTS}#q=lefevre`);
  await expect.poll(() => found(page)).toBeLessThan(everyone);
  const some = await found(page);
  expect(some).toBeGreaterThan(0);
  expect(await names(page)).toEqual(expect.arrayContaining([expect.stringContaining('LEFÈVRE')]));

  await page.reload();
  await expect(page.getByLabel('Nom ou prénom')).toHaveValue('lefevre');
  expect(await found(page)).toBe(some);

  await page.getByLabel('Nom ou prénom').fill('introuvable-zz');
  await page.getByRole('button', { name: 'Rechercher' }).click();
  await expect(page.getByText('Aucun élève ne correspond à cette recherche')).toBeVisible();
  await page.getByRole('button', { name: 'Réinitialiser la recherche' }).click();
  await expect(page).toHaveURL(STUDENTS);
  await expect(page.getByLabel('Nom ou prénom')).toBeFocused();
  await expect(page.getByLabel('Nom ou prénom')).toHaveValue('');
  await expect.poll(() => found(page)).toBe(everyone);
});

test('filters are in the address, told by chips, and one step back each', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', STUDENTS);
  const everyone = await found(page);
  await filterBy(page, 'Classe(s)', [/^1 G 1 –/, /^1 G 2 –/]);
  await expect(page).toHaveURL(/\?classe=1\+G\+1&classe=1\+G\+2$/);
  await expect.poll(() => found(page)).toBeLessThan(everyone);
  const both = await found(page);
  await expect(chips(page).getByRole('button', { name: /^Classe/ })).toHaveCount(2);

  // The numbers by status are those of the search, and filter it at one press.
  const activated = page.getByRole('button', { name: /^Activé/ });
  const expected = figure((await activated.innerText()).replace(/^\D+/, ''));
  await activated.click();
  await expect(page).toHaveURL(/&statut=ACTIVATED$/);
  await expect(activated).toHaveAttribute('aria-pressed', 'true');
  await expect(result(page)).toHaveText(new RegExp(`^${expected} élèves? trouvé`));

  // A bookmark opens the same list.
  await page.reload();
  expect(await found(page)).toBe(expected);

  await chips(page)
    .getByRole('button', { name: /^Classe : 1 G 1/ })
    .click();
  await expect(page).toHaveURL(/\?classe=1\+G\+2&statut=ACTIVATED$/);
  await expect(chips(page).getByRole('button', { name: /^Classe : 1 G 2/ })).toBeFocused();

  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\?classe=1\+G\+1&classe=1\+G\+2$/);
  await expect.poll(() => found(page)).toBe(both);
  await page.goBack();
  await expect(page).toHaveURL(STUDENTS);
});

test('rows are sorted by the head of a column', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', STUDENTS);
  await found(page);
  await expect(page.getByRole('columnheader', { name: 'Élève' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.getByRole('button', { name: 'Classe', exact: true }).click();
  await expect(page).toHaveURL(/\?tri=classe$/);
  await expect(page.getByRole('columnheader', { name: 'Classe' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await found(page);
  await expect(rows(page).first()).toContainText('1 AGORA1');
});

test('pages follow one another, and Back or a reload finds the page again', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', STUDENTS);
  await found(page);
  await page.getByLabel('Lignes par page').selectOption('25');
  await expect(rows(page)).toHaveCount(25);
  const first = await names(page);

  await page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(page.getByText('Page 2 sur', { exact: false }).first()).toBeVisible();
  await expect(result(page)).toBeFocused();
  await expect(result(page)).toBeInViewport();
  await found(page);
  const second = await names(page);
  expect(second).not.toEqual(first);

  await page.reload();
  await found(page);
  await expect(page.getByText('26 à 50 sur')).toBeVisible();
  expect(await names(page)).toEqual(second);

  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page).toHaveURL(/eleves\/[^/]+$/);
  await page.goBack();
  await found(page);
  expect(await names(page)).toEqual(second);
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(first);

  await page.reload();
  await found(page);
  await expect(page.getByLabel('Lignes par page')).toHaveValue('25');
});

test('ticks survive paging, filtering and a reload', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', `${STUDENTS}?classe=1+G+3&classe=1+G+4`);
  await found(page);
  await page.getByLabel('Lignes par page').selectOption('25');
  await expect(rows(page)).toHaveCount(25);
  const shown = await names(page);
  await ticks(page).nth(0).press('Space');
  await ticks(page).nth(2).press('Space');
  await expect(selection(page)).toContainText('2 élèves sélectionnés');

  await page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(page.getByText('26 à 50 sur')).toBeVisible();
  await found(page);
  await page.getByRole('checkbox', { name: 'Sélectionner la page' }).press('Space');
  await expect(selection(page)).toContainText('27 élèves sélectionnés');
  const chosen = [shown[0], shown[2], ...(await names(page))];

  await chips(page)
    .getByRole('button', { name: /^Classe : 1 G 3/ })
    .click();
  await found(page);
  await expect(selection(page)).toContainText('27 élèves sélectionnés');
  await page.reload();
  await found(page);
  await expect(selection(page)).toContainText('27 élèves sélectionnés');
  expect(chosen).toHaveLength(27);
  const words = chosen.join(' ').toLocaleLowerCase('fr').split(/\s+/);
  const stored = (await keptByTheBrowser(page)).toLocaleLowerCase('fr');
  // Shorter words may be found by chance in the number of an account.
  expect(words.filter((word) => word.length > 3 && stored.includes(word))).toEqual([]);

  await selection(page).getByRole('button', { name: 'Tout désélectionner' }).click();
  await expect(selection(page)).toContainText('0 élève sélectionné');
  await expect(selection(page).getByText('0 élève sélectionné')).toBeFocused();
});

/** All that is kept, but for the session of who is signed in. */
function keptByTheBrowser(page: Page): Promise<string> {
  return page.evaluate(() =>
    [sessionStorage, localStorage]
      .flatMap((storage) => Object.entries(storage))
      .filter(([key]) => !key.startsWith('oidc.'))
      .join(),
  );
}

test('with the Shift key down, a tick goes for the rows since the last one', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', `${STUDENTS}?classe=1+G+5`);
  await found(page);
  await page.locator('tbody label').nth(1).click();
  await page
    .locator('tbody label')
    .nth(6)
    .click({ modifiers: ['Shift'] });
  await expect(selection(page)).toContainText('6 élèves sélectionnés');
});

test('a whole search is selected, but for those unticked, and is kept when the filters change', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', `${STUDENTS}?classe=1+G+1&classe=1+G+2`);
  await page.getByLabel('Lignes par page').selectOption('25');
  const all = await found(page);
  await page
    .getByRole('button', { name: `Sélectionner tout : les ${all} élèves de la recherche` })
    .click();
  await expect(selection(page)).toContainText(`${all} élèves sélectionnés`);
  await expect(selection(page).getByText(`${all} élèves sélectionnés`)).toBeFocused();

  await page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(page.getByText('26 à 50 sur')).toBeVisible();
  await found(page);
  await expect(ticks(page).nth(3)).toBeChecked();
  await ticks(page).nth(3).press('Space');
  await expect(selection(page)).toContainText(`${all - 1} élèves sélectionnés`);
  await page.reload();
  await found(page);
  await expect(ticks(page).nth(3)).not.toBeChecked();
  await expect(ticks(page).nth(4)).toBeChecked();

  // What is asked of the API: the search, its total as it was seen, and who is left out.
  const asked = page.waitForRequest((request) => request.url().endsWith('/account-lists'));
  await selection(page).getByRole('button', { name: 'Lister les comptes' }).click();
  expect((await asked).postDataJSON()).toMatchObject({
    population: 'students',
    preview: true,
    selection: {
      criteria: { school_class: ['1 G 1', '1 G 2'] },
      expected_total: all,
      except: [expect.stringMatching(/^\w+$/)],
    },
  });
  await page.keyboard.press('Escape');

  await chips(page)
    .getByRole('button', { name: /^Classe : 1 G 1/ })
    .click();
  await found(page);
  await expect(selection(page)).toContainText(`${all - 1} élèves sélectionnés`);
  await expect(selection(page)).toContainText(
    'Cette sélection est celle d’une autre recherche : Classe : 1 G 1 · Classe : 1 G 2.',
  );
  await expect(ticks(page).first()).not.toBeChecked();
  await selection(page).getByRole('button', { name: 'Revenir à cette recherche' }).click();
  await expect(page).toHaveURL(/\?classe=1\+G\+1&classe=1\+G\+2$/);
  await found(page);
  await expect(ticks(page).first()).toBeChecked();

  await page.goBack();
  await found(page);
  await ticks(page).first().press('Space');
  await expect(selection(page)).toContainText('1 élève sélectionné');
  await expect(selection(page)).not.toContainText('autre recherche');
});

test('a guardian of several pupils is one account, ticked in all her rows', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', GUARDIANS);
  const accounts = await found(page);
  const lines = figure((await result(page).innerText()).replace(/^.*sur /, ''));
  expect(lines).toBeGreaterThan(accounts);

  const usernames = await rows(page).locator('td:nth-of-type(5)').allInnerTexts();
  const several = usernames.findIndex((username, row) => usernames.indexOf(username) !== row);
  expect(several).toBeGreaterThan(0);
  const first = usernames.indexOf(usernames[several] ?? '');
  await ticks(page).nth(several).press('Space');
  await expect(ticks(page).nth(first)).toBeChecked();
  await expect(selection(page)).toContainText('1 responsable sélectionné');

  await selection(page)
    .getByRole('button', { name: /^Sélectionner tout : les .* responsables de la recherche$/ })
    .click();
  await ticks(page).nth(several).press('Space');
  await expect(ticks(page).nth(first)).not.toBeChecked();
  const left = (accounts - 1).toLocaleString('fr-FR');
  await expect(selection(page)).toContainText(`${left} responsables sélectionnés`);
});

test('guardians are filtered by e-mail, origin and disputed link', async ({ page, signIn }) => {
  await signIn('collegeSecretary', GUARDIANS);
  const everyone = await found(page);
  await page.getByLabel('Adresse email').selectOption({ label: await optionLike(page, /non/) });
  await expect(page).toHaveURL(/\?email=absent$/);
  await expect.poll(() => found(page)).toBeLessThan(everyone);
  await expect(rows(page).first()).toContainText('Non renseignée');

  await chips(page).getByRole('button', { name: 'Réinitialiser les filtres' }).click();
  await expect(page.getByLabel('Nom ou prénom')).toBeFocused();
  await page.getByRole('checkbox', { name: /^Rattachement erroné/ }).press('Space');
  await expect(page).toHaveURL(/\?rattachement=errone$/);
  await expect(rows(page).first()).toContainText('Rattachement erroné, signalé le');

  await filterBy(page, 'Origine du compte', [/^FranceConnect/]);
  await expect(page).toHaveURL(/\?origine=FRANCE_CONNECT&rattachement=errone$/);
});

async function optionLike(page: Page, label: RegExp): Promise<string> {
  const labels = await page.getByLabel('Adresse email').getByRole('option').allInnerTexts();
  return labels.find((each) => label.test(each)) ?? '';
}

test('external students are listed with their own school, and only where there are some', async ({
  page,
  signIn,
}) => {
  await signIn('feedSecretary', `/${HOST_SCHOOL}/eleves-exterieurs`);
  const guests = await found(page);
  await filterBy(page, 'Établissement de rattachement', [/Simone-Biaggi/]);
  await expect(page).toHaveURL(/\?etablissement=\d{7}[A-Z]$/);
  expect(await found(page)).toBe(guests);
  await expect(rows(page).first()).toContainText('Lycée professionnel Simone-Biaggi');
});

test('a school without external students has no such list, even at its address', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', `/${LYCEE}/eleves-exterieurs`);
  await expect(page.getByText(/Aucun élève d’un autre établissement/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Élèves extérieurs' })).toHaveCount(0);
});

test('a list that cannot be read says so, and can be tried again', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', STUDENTS);
  await found(page);
  await page.route('**/api/schools/*/students?*', (route) =>
    route.fulfill({
      status: 400,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 400, code: 'bad_cursor', detail: 'Relancez la recherche.' }),
    }),
  );
  await page.getByRole('button', { name: 'Classe', exact: true }).click();
  await expect(page.getByText('Relancez la recherche.')).toBeVisible();
  await expect(ticks(page)).toHaveCount(0);
  await page.unroute('**/api/schools/*/students?*');
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(rows(page).first()).toContainText('1 AGORA1');
});
