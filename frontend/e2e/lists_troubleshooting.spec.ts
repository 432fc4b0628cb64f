import { ADMINISTRATION_ADDRESSES, SCHOOL_ADDRESSES } from '@/shell/addresses';
import { found, names, rows, STUDENTS, selection, ticks } from './support/lists';
import { LYCEE } from './support/people';
import { settled } from './support/reading';
import { expect, test } from './support/test';

const REFUSED = 'Cette page demande le module d’administration des comptes';
const OF_ADMINISTRATION =
  /^\/api\/.*\/(guardians|settings|statistics|imports|username-changes)(\/|$)/;

test('troubleshooting sees its own screens and no others', async ({ page, signIn }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await signIn('teacher', STUDENTS);
  await found(page);
  const tabs = page.getByRole('navigation', { name: 'Onglets' }).getByRole('link');
  await expect(tabs).toHaveText(['Accueil', 'Élèves', 'Opérations']);
  await expect(page.getByText('Dépannage des comptes élèves')).toBeVisible();

  // Typed by hand, the address of a page of administration explains itself; nothing else says so.
  for (const address of SCHOOL_ADDRESSES) {
    const refused = ADMINISTRATION_ADDRESSES.includes(address);
    await page.goto(`/${LYCEE}/${address.replace(/[:*].*/, 'inconnu')}`);
    await settled(page);
    await expect(page.getByText(REFUSED), address).toHaveCount(refused ? 1 : 0);
    if (refused) await expect(page.getByRole('button', { name: 'Réessayer' })).toHaveCount(0);
  }
  await page.goto(`/${LYCEE}/responsables`);
  await page.getByRole('link', { name: 'Aller aux comptes élèves' }).click();
  await found(page);
  expect(asked.filter((path) => OF_ADMINISTRATION.test(path))).toEqual([]);
});

test('the troubleshooting table has the columns of the guide, and passwords that may be seen', async ({
  page,
  signIn,
}) => {
  await signIn('teacher', `${STUDENTS}?statut=ACTIVATED&statut=NOTIFIED`);
  await found(page);
  await expect(page.getByRole('columnheader')).toHaveText([
    'Sélectionner la page',
    'Élève',
    'Classe',
    'MEF',
    'Identifiant',
    'Mot de passe',
    'Statut du compte',
    'Email',
    'Action',
  ]);
  const activated = rows(page)
    .filter({ hasText: /Activé/ })
    .first();
  await expect(activated.getByRole('cell').nth(4)).toContainText('*****');
  await page.getByRole('button', { name: /^Activé/ }).click();
  await expect(page).toHaveURL(/\?statut=NOTIFIED$/);
  await expect(rows(page).filter({ hasText: /Activé/ })).toHaveCount(0);
  await expect(
    rows(page)
      .first()
      .getByText(/^([a-z]{4}-[a-z]{4}-[a-z]{4}|Expiré)/),
  ).toBeVisible();
  await expect(
    rows(page)
      .first()
      .getByRole('button', { name: /^Réinitialiser le mot de passe de / }),
  ).toBeVisible();

  await ticks(page).first().press('Space');
  await expect(selection(page)).toContainText('1 élève sélectionné');
  await expect(selection(page).getByRole('button', { name: 'Lister les comptes' })).toBeVisible();
  await expect(selection(page).getByRole('button', { name: /notifier/ })).toHaveCount(0);
  // The API opens the passwords of fifty pupils at most.
  await expect(page.getByLabel('Lignes par page').getByRole('option')).toHaveText([
    '25 par page',
    '50 par page',
  ]);
});

test('the dialog of a row stays open when other rows come, and is still about the same pupil', async ({
  page,
  signIn,
}) => {
  await signIn('teacher', STUDENTS);
  await found(page);
  const everyone = (await names(page))[0] ?? '';
  await page.getByRole('button', { name: /^Notifié et non activé/ }).click();
  await expect(rows(page).filter({ hasText: everyone })).toHaveCount(0);
  await found(page);
  const name = (await names(page))[0] ?? '';
  expect(name).not.toBe(everyone);

  await rows(page)
    .first()
    .getByRole('button', { name: /^Réinitialiser le mot de passe de / })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Réinitialiser les mots de passe' });
  const confirm = dialog.getByRole('button', { name: 'Réinitialiser 1 mot de passe' });
  await expect(confirm).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/statut=/);
  await expect(rows(page).first()).toContainText(everyone);

  await confirm.click();
  const shown = page.getByRole('dialog', { name: 'Nouveau mot de passe provisoire' });
  await expect(shown).toContainText(name.trim());
});
