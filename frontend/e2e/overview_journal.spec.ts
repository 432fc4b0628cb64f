import { readFile } from 'node:fs/promises';
import { expectGoodEveryWay } from './support/every_way';
import { LYCEE, NAME } from './support/people';
import { expect, test } from './support/test';

const DAY_MS = 24 * 3600 * 1000;
const dayBefore = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

const LAST_YEAR = `/${LYCEE}/journal?du=${dayBefore(364)}&au=${dayBefore(0)}`;

test('the journal tells who did what, when and for whom', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', LAST_YEAR);
  const table = page.getByRole('table', { name: 'Actions des agents de l’établissement' });
  await expect(table.getByRole('columnheader')).toHaveText([
    'Date et heure',
    'Agent',
    'Action',
    'Pour qui',
  ]);
  const notified = table
    .locator('tbody tr')
    .filter({ hasText: 'Notification demandée' })
    .filter({ hasText: NAME.lyceeSecretary })
    .first();
  await expect(notified).toBeVisible();
  await expectGoodEveryWay(page);
  await notified.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/operations\/[0-9a-f]{24}$/);
});

test('days are chosen by keyboard, and those that make no period are told', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', LAST_YEAR);
  await expect(page.getByLabel('Du', { exact: true })).toHaveValue(dayBefore(364));
  await page.getByLabel('Au', { exact: true }).fill(dayBefore(365));
  await page.getByRole('button', { name: 'Afficher', exact: true }).press('Enter');
  await expect(page.getByText('La période doit finir après avoir commencé.')).toBeVisible();
  await expect(page).toHaveURL(LAST_YEAR);
  await page.getByLabel('Du', { exact: true }).fill(dayBefore(365));
  await page.getByRole('button', { name: 'Afficher', exact: true }).press('Enter');
  await expect(page).toHaveURL(`/${LYCEE}/journal?du=${dayBefore(365)}&au=${dayBefore(365)}`);
  await expect(page.getByText('Aucune action sur cette période')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Afficher', exact: true })).toBeFocused();
});

test('a day left empty is asked for beside its field', async ({ page, signIn }) => {
  await signIn('lyceeSecretary', LAST_YEAR);
  const show = page.getByRole('button', { name: 'Afficher', exact: true });
  for (const [label, asked] of [
    ['Du', 'Renseignez le premier jour de la période.'],
    ['Au', 'Renseignez le dernier jour de la période.'],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    const before = await field.inputValue();
    await field.fill('');
    await expect(page.getByText(asked)).toHaveCount(0);
    await show.press('Enter');
    await expect(field).toHaveAccessibleDescription(new RegExp(asked));
    await expectGoodEveryWay(page);
    await expect(page).toHaveURL(LAST_YEAR);
    await field.fill(before);
    await expect(page.getByText(asked)).toHaveCount(0);
  }
});

test('the days shown are saved as a file with a line for each account', async ({
  page,
  signIn,
}) => {
  await signIn('lyceeSecretary', `/${LYCEE}/journal`);
  await expect(page.getByLabel('Du', { exact: true })).not.toHaveValue('');
  const until = await page.getByLabel('Au', { exact: true }).inputValue();
  const since = await page.getByLabel('Du', { exact: true }).inputValue();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Exporter (CSV)' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe(`journal-${LYCEE}-${since}-${until}.csv`);
  const csv = (await readFile(await saved.path())).toString('utf8');
  expect(csv.split('\r\n')[0]).toBe(
    '\ufeffDate;Heure;Agent;Identifiant de l’agent;Action;Effet;Population;Nom;Prénom;Compte;Opération',
  );
});
