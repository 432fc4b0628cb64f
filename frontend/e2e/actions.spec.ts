import { expectAccessible } from './support/accessibility';
import {
  chooseAll,
  chooseFirst,
  digits,
  downloaded,
  listed,
  openAction,
  pdfText,
  previewed,
  rows,
  tabTo,
  text,
} from './support/actions';
import { COLLEGE, LYCEE } from './support/people';
import { expect, test } from './support/test';

const STUDENTS = `/${COLLEGE}/eleves`;
const NOTIFIED = `${STUDENTS}?statut=NOTIFIED`;

test.describe.configure({ mode: 'parallel' });

test('pupils are notified: what is announced is done, and each has a letter', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', NOTIFIED);
  const names = await chooseFirst(page, 2);
  const dialog = await openAction(page, '(Re)notifier les comptes');
  await expect(dialog.getByText('2 élèves sélectionnés')).toBeVisible();
  const line = dialog.getByRole('listitem').filter({ hasText: 'Notifié et non activé' });
  await expect(line).toHaveText(/^2.*mot de passe provisoire/);
  await expectAccessible(page);

  // The preview is read again with each option.
  await dialog.getByLabel('Réinitialiser aussi les mots de passe').press('Space');
  await previewed(dialog);
  await expect(line).toContainText('le précédent ne fonctionnera plus');
  await dialog.getByLabel('Réinitialiser aussi les mots de passe').press('Space');
  await previewed(dialog);
  await dialog.getByRole('button', { name: 'Notifier 2 élèves' }).click();

  const result = page.getByRole('dialog', { name: '(Re)notification' });
  await expect(
    result.getByText('Les comptes ont bien été notifiés pour les élève(s) sélectionné(s)'),
  ).toBeVisible();
  await expect(result.getByRole('listitem').filter({ hasText: 'mots de passe' })).toHaveText(
    / : 2$/,
  );
  await expectAccessible(page);
  const letters = await pdfText(
    await downloaded(
      page,
      result.getByRole('button', { name: 'Télécharger le courrier au format PDF' }),
    ),
  );
  for (const name of names) expect(letters).toContain(name.split(' ').at(-1));
  expect(letters.match(/[bcdfghjkmnprstvwxyz]{4}-[bcdfghjkmnprstvwxyz]{4}-/g)).toHaveLength(2);
  await expect(result.getByText(/Le téléchargement de .* a commencé/)).toBeVisible();

  await result.getByRole('link', { name: 'Voir le compte rendu détaillé' }).click();
  await expect(
    page.getByRole('heading', { name: '(Re)notification de 2 élèves', level: 1 }),
  ).toBeFocused();
  for (const name of names) await expect(page.getByRole('link', { name })).toBeVisible();
  await expectAccessible(page);
});

test('nobody is concerned until the activated are included; many accounts ask for their number; a reload finds the operation again', async ({
  page,
  signIn,
}) => {
  test.slow();
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn('lyceeSecretary', `/${LYCEE}/eleves?statut=ACTIVATED`);
  const all = await chooseAll(page);
  const dialog = await openAction(page, '(Re)notifier les comptes');
  await expect(dialog.getByText(/Il n’y a rien à faire/)).toBeVisible();
  await expect(
    dialog.getByRole('button', { name: '(Re)notifier les comptes' }),
  ).toHaveAccessibleDescription('Aucun compte n’est concerné.');
  await expectAccessible(page);

  await dialog.getByLabel('Inclure aussi les comptes déjà activés').press('Space');
  await previewed(dialog);
  await expect(dialog.getByRole('listitem')).toHaveText([/identifiant seul/]);
  await dialog.getByRole('button', { name: /^Notifier/ }).click();
  const number = dialog.getByLabel(/^Pour confirmer, saisissez le nombre/);
  await expect(number).toHaveAccessibleDescription(/Saisissez .* pour confirmer/);
  await expectAccessible(page);
  await number.fill(String(all));
  await number.press('Enter');

  const followed = page.getByRole('dialog', { name: '(Re)notification' });
  await expect(followed.getByRole('progressbar')).toBeVisible();
  await expectAccessible(page);
  await followed.getByRole('button', { name: 'Continuer à travailler' }).click();
  const tray = page.getByRole('list', { name: 'Opérations en cours' });
  await expect(tray.getByRole('link')).toContainText(/ \/ /);
  await page.reload();
  // Still under way, or just over: either way nothing of it is lost.
  const told = page.getByRole('region', { name: 'Messages' }).getByRole('link', {
    name: 'Voir le résultat',
  });
  await expect(tray.getByRole('link').or(told).first()).toBeVisible({ timeout: 30_000 });
  await expect(told).toBeVisible({ timeout: 45_000 });
  await told.hover();
  await expectAccessible(page);
  await told.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^\(Re\)notification de /);
  expect(digits(await page.getByRole('heading', { level: 1 }).innerText())).toBe(all);

  await page.getByRole('link', { name: 'Toutes les opérations' }).click();
  await expect(page.getByRole('table', { name: 'Opérations de l’établissement' })).toBeVisible();
  await expectAccessible(page);
});

test('a lost answer leaves the dialog open, and trying again starts nothing twice', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', NOTIFIED);
  // Not one of those that another test notifies.
  await chooseFirst(page, 1, 5);
  await openAction(page, '(Re)notifier les comptes');
  const keys: (string | undefined)[] = [];
  const begun: string[] = [];
  await page.route(/\/notifications$/, async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    // The service has had the request, and its answer is lost on the way the first time.
    const response = await route.fetch();
    begun.push((await response.json()).operation_id);
    if (keys.length === 1) await route.abort('connectionreset');
    else await route.fulfill({ response });
  });
  await page.getByRole('button', { name: 'Notifier 1 élève' }).click();
  await expect(page.getByText('La demande n’a pas abouti')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Réessayer' }).click();

  await expect(
    page.getByRole('dialog').getByText(/^Les comptes ont bien été notifiés/),
  ).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(begun[1]).toBe(begun[0]);
});

test('a selection that has changed since is looked at again, with its new total', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', NOTIFIED);
  const all = await chooseAll(page);
  const dialog = await openAction(page, 'Lister les comptes');
  // As if the search had another total since: the one that it is asked for again.
  const now = all + 7;
  const kept: number[] = [];
  await page.route(/\/students\?.*status=NOTIFIED.*limit=1$/, (route) =>
    route.fulfill({ json: { items: [], total: now, counts: {}, next_cursor: null } }),
  );
  await page.route(/\/account-lists$/, async (route) => {
    const body = route.request().postDataJSON();
    // The service, which has not moved, refuses any other total than its own.
    const right = body.selection.expected_total === now;
    body.selection.expected_total = right ? all : all + 1;
    if (right && !body.preview) kept.push(now);
    return route.continue({ postData: body });
  });
  await dialog.getByRole('button', { name: /^Lister/ }).click();
  await expect(dialog.getByText('La sélection a changé')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Revoir la sélection' }).click();
  await previewed(dialog);
  await dialog.getByRole('button', { name: /^Lister/ }).click();
  await expect(page.getByRole('dialog').getByText('La liste des comptes est prête')).toBeVisible();
  expect(kept).toEqual([now]);
});

test('guardians are written to, and those without address get a letter', async ({
  page,
  signIn,
}) => {
  test.slow();
  await signIn('collegeSecretary', `/${COLLEGE}/responsables?statut=NOT_NOTIFIED&email=absent`);
  await chooseFirst(page, 1);
  await page.getByLabel('Adresse email').selectOption({ index: 1 });
  await expect(page).toHaveURL(/email=present/);
  await expect(rows(page).first()).toContainText('@');
  await chooseFirst(page, 1);
  const dialog = await openAction(page, '(Re)notifier les comptes');
  await dialog.getByLabel('Email', { exact: false }).press('Space');
  await previewed(dialog);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'sans adresse email' })).toHaveText(
    /^1/,
  );
  await expectAccessible(page);
  const begun = page.waitForResponse(/\/notifications$/);
  await dialog.getByRole('button', { name: 'Envoyer l’email à 1 responsable' }).click();
  // Queued, and followed to its end in the dialog.
  expect((await begun).status()).toBe(202);

  const result = page.getByRole('dialog', { name: '(Re)notification' });
  await expect(
    result
      .getByRole('paragraph')
      .filter({ hasText: 'Les emails ont bien été envoyés à 1 responsable ; 1 laissé de côté' }),
  ).toBeVisible({
    // Its turn comes after what another test has begun.
    timeout: 60_000,
  });
  await expect(result.getByRole('region', { name: 'Emails' })).toContainText(/(envoyé|remis) : 1/);
  // Told where one looks: not in the corner too.
  await expect(page.getByRole('region', { name: 'Messages' })).toBeEmpty();
  await expectAccessible(page);
  await result.getByRole('button', { name: /^Préparer les courriers/ }).click();

  const letters = page.getByRole('dialog', { name: '(Re)notifier les comptes' });
  await previewed(letters);
  await letters.getByRole('button', { name: 'Notifier 1 responsable' }).click();
  const pdf = await pdfText(
    await downloaded(
      page,
      page.getByRole('button', { name: 'Télécharger le courrier au format PDF' }),
    ),
  );
  expect(pdf).toContain('teleservices.education.gouv.fr');
});

test('a list has the columns of the guide, with the keyboard alone', async ({ page, signIn }) => {
  await signIn('collegeSecretary', NOTIFIED);
  await listed(page);
  const box = page.locator('tbody').getByRole('checkbox').first();
  await tabTo(page, box);
  await page.keyboard.press('Space');
  const button = page.getByRole('button', { name: 'Lister les comptes' });
  await button.waitFor();
  // Above the table: back by Shift+Tab, as a person would.
  for (let press = 0; press < 40; press += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Lister les comptes' });
  await expect(dialog.getByRole('heading', { level: 2 })).toBeFocused();
  await previewed(dialog);
  await tabTo(page, dialog.getByRole('radio', { name: /format PDF/ }));
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: /format CSV/ })).toBeChecked();
  await previewed(dialog);
  await expectAccessible(page);
  await tabTo(page, dialog.getByRole('button', { name: 'Lister 1 élève' }));
  await page.keyboard.press('Enter');

  const download = page.getByRole('button', { name: 'Télécharger la liste au format CSV' });
  await download.waitFor();
  await tabTo(page, download);
  const saving = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const [head, line] = (await text(await (await saving).path())).split('\r\n');
  expect(head).toBe(
    '\uFEFFUAI;Établissement;Nom élève;Prénom élève;MEF;Classe;État du compte;Identifiant;Mot de passe;Date de notification;Date de dernière connexion',
  );
  expect(line).toContain('Compte notifié et non activé');
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('the password of one pupil is shown for a while, hidden, printed on a slip, and kept nowhere', async ({
  page,
  signIn,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await signIn('lyceeSecretary', `/${LYCEE}/eleves?statut=NOTIFIED`);
  await page.clock.install();
  const [name = ''] = await chooseFirst(page, 1);
  const dialog = await openAction(page, 'Réinitialiser les mots de passe');
  await dialog.getByRole('button', { name: 'Réinitialiser 1 mot de passe' }).click();

  const shown = page.getByRole('dialog', { name: 'Nouveau mot de passe provisoire' });
  const password = shown.getByText(/^[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
  await expect(password).toBeVisible();
  await expect(
    shown.getByText('Le mot de passe a bien été réinitialisé pour les élève(s) sélectionné(s)'),
  ).toBeVisible();
  const secret = await password.innerText();
  await expectAccessible(page);
  await page.clock.runFor(61_000);
  await expect(password).toHaveCount(0);
  await expectAccessible(page);
  await shown.getByRole('button', { name: 'Afficher le mot de passe' }).press('Enter');
  await expect(password).toBeVisible();
  // The focus is on it: it stays as long as that.
  await page.clock.runFor(90_000);
  await expect(password).toBeVisible();
  await shown.getByRole('button', { name: 'Copier le mot de passe' }).press('Enter');
  await expect(shown.getByText('Mot de passe copié.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);

  await shown.getByRole('button', { name: 'Imprimer un bordereau' }).press('Enter');
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('body > section').filter({ hasText: 'Votre compte ÉduConnect' });
  await expect(paper).toContainText(name);
  await expect(paper).toContainText(secret);
  await expect(paper).toContainText('https://');
  await expect(shown).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);

  await shown.getByRole('button', { name: 'Masquer le mot de passe' }).press('Enter');
  await expect(password).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(shown).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);
  const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(stored).not.toContain(secret);
});

test('troubleshooting lists and resets, and notifies nobody', async ({ page, signIn }) => {
  await signIn('teacher', `/${LYCEE}/eleves?statut=NOTIFIED`);
  await listed(page);
  await expect(
    page.getByRole('button', { name: 'Lister les comptes' }),
  ).toHaveAccessibleDescription('Sélectionnez d’abord au moins un compte.');
  await expect(page.getByRole('button', { name: '(Re)notifier les comptes' })).toHaveCount(0);
  await chooseFirst(page, 1);
  const dialog = await openAction(page, 'Réinitialiser les mots de passe');
  await dialog.getByRole('button', { name: 'Annuler' }).click();
  await expect(page.getByRole('button', { name: 'Réinitialiser les mots de passe' })).toBeFocused();
  await page.getByRole('link', { name: 'Opérations' }).click();
  await expect(page.getByText(/que vous avez demandées/)).toBeVisible();
});
