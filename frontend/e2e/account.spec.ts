import type { Browser, Page } from '@playwright/test';
import type {
  ExternalStudentPageAnswer,
  GuardianAnswer,
  GuardianPageAnswer,
  HistoryAnswer,
  StudentAnswer,
  StudentPageAnswer,
} from '../src/api/generated';
import { date, longDate, personName } from '../src/words/format';
import { expectAccessible } from './support/accessibility';
import { HOST_SCHOOL, LYCEE, type Person } from './support/people';
import { expectNoSidewaysScroll } from './support/reading';
import { fromApi, openAs } from './support/session';
import { expect, test } from './support/test';

const PASSWORD = /^[a-z]{4}-[a-z]{4}-[a-z]{4}$/;

test.describe.configure({ mode: 'parallel' });

test('a pupil’s page tells what the API tells, and her history', async ({ page, browser }) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const path = 'students?status=ACTIVATED&limit=1';
  const [row] = (await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/${path}`)).items;
  const pupil = await fromApi<StudentAnswer>(page, `/schools/${LYCEE}/students/${row?.account_id}`);
  const history = await fromApi<HistoryAnswer>(
    page,
    `/schools/${LYCEE}/accounts/${pupil.account_id}/history`,
  );

  await page.goto(`/${LYCEE}/eleves/${pupil.account_id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(personName(pupil));
  const main = page.getByRole('main');
  for (const told of [
    pupil.username,
    pupil.ine,
    pupil.mef_label,
    `${pupil.school_class} – ${pupil.class_label}`,
    ...pupil.postal_lines,
  ]) {
    await expect(main.getByText(told ?? '', { exact: true })).toBeVisible();
  }
  await expect(main).toContainText(date(pupil.birth_date));
  await expect(main).toContainText('*****');
  await expect(main.getByRole('button', { name: 'Afficher le mot de passe' })).toHaveCount(0);

  const timeline = page.getByRole('region', { name: 'Historique' });
  for (const { label, at } of history.items) {
    await expect(timeline).toContainText(label);
    await expect(timeline).toContainText(longDate(at));
  }
  const operation = history.items.find(({ operation_id }) => operation_id);
  if (operation) {
    await expect(timeline.getByRole('link', { name: 'Voir l’opération' }).first()).toHaveAttribute(
      'href',
      `/${LYCEE}/operations/${operation.operation_id}`,
    );
  }
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Voir ses responsables' }).click();
  await expect(page).toHaveURL(`/${LYCEE}/responsables#q=${pupil.username}`);
});

test('a temporary password is shown on demand, and hidden once one has left it', async ({
  page,
  browser,
}) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const usable = await pupilWithTemporaryPassword(page);
  await page.clock.install();
  await page.goto(`/${LYCEE}/eleves/${usable.account_id}`);
  const show = page.getByRole('button', { name: 'Afficher le mot de passe' });
  await expect(show).toBeVisible();
  const password = page.getByText(usable.password.text, { exact: true });
  await expect(page.getByText(PASSWORD)).toHaveCount(0);

  await show.press('Enter');
  await expect(password).toBeVisible();
  await expect(page.getByRole('main')).toContainText(
    `À utiliser avant le ${longDate(usable.password.expires_at ?? '')}`,
  );
  await expectAccessible(page);
  // The focus is on it: it stays as long as that, then for a minute.
  await page.clock.runFor(90_000);
  await expect(password).toBeVisible();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.clock.runFor(61_000);
  await expect(password).toHaveCount(0);

  // So it does under the pointer.
  await show.click();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.clock.runFor(90_000);
  await expect(password).toBeVisible();
  await page.mouse.move(0, 0);
  await page.clock.runFor(61_000);
  await expect(password).toHaveCount(0);

  await show.press('Enter');
  await expect(password).toBeVisible();
  await page.getByRole('button', { name: 'Masquer le mot de passe' }).press('Enter');
  await expect(password).toHaveCount(0);
});

test('a username is copied, and the button says so in the words one sees', async ({
  page,
  browser,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const [row] = (await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/students?limit=1`))
    .items;
  await page.goto(`/${LYCEE}/eleves/${row?.account_id}`);
  await page.getByRole('button', { name: 'Copier l’identifiant', exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: /^Copié/ })).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(row?.username);
});

test('a slip is printed with the password there is, without another', async ({ page, browser }) => {
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const usable = await pupilWithTemporaryPassword(page);
  await page.goto(`/${LYCEE}/eleves/${usable.account_id}`);
  await page.getByRole('button', { name: 'Imprimer un bordereau' }).press('Enter');
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('body > section').filter({ hasText: 'Votre compte ÉduConnect' });
  for (const told of [
    personName(usable),
    usable.username,
    usable.password.text,
    `À utiliser avant le ${date(usable.password.expires_at)}.`,
    'https://',
    'profil « Élève »',
  ]) {
    await expect(paper).toContainText(told);
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
});

test('a guardian’s page tells her addresses, her pupils and a link she disputes', async ({
  page,
  browser,
}) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const { items } = await fromApi<GuardianPageAnswer>(
    page,
    `/schools/${LYCEE}/guardians?disputed=true&limit=1`,
  );
  const id = items[0]?.guardian.account_id;
  const guardian = await fromApi<GuardianAnswer>(page, `/schools/${LYCEE}/guardians/${id}`);
  const disputed = guardian.children.find((child) => child.disputed);

  await page.goto(`/${LYCEE}/responsables/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(personName(guardian));
  const main = page.getByRole('main');
  for (const told of [guardian.email, guardian.account_email]) {
    if (told) await expect(main.getByText(told)).toBeVisible();
  }
  await expect(main).toContainText(
    `Rattachement erroné, signalé par le responsable le ${date(disputed?.disputed_at)}`,
  );
  await expectAccessible(page);

  const [child] = guardian.children;
  if (!child) throw new Error('a guardian without a pupil');
  await main.getByRole('link', { name: personName(child.student) }).click();
  await expect(page).toHaveURL(`/${LYCEE}/eleves/${child.student.account_id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('an external student’s page tells her home school, and nothing of her class', async ({
  page,
  browser,
}) => {
  await openAs('feedSecretary', page, browser, `/${HOST_SCHOOL}`);
  const path = 'external-students?limit=1';
  const [guest] = (
    await fromApi<ExternalStudentPageAnswer>(page, `/schools/${HOST_SCHOOL}/${path}`)
  ).items;
  await page.goto(`/${HOST_SCHOOL}/eleves-exterieurs/${guest?.account_id}`);
  const main = page.getByRole('main');
  await expect(main).toContainText('Établissement de rattachement');
  await expect(main).toContainText(guest?.home_school_name ?? '');
  for (const secret of ['Classe', 'INE', 'Date de naissance', 'Adresse postale', 'responsables']) {
    await expect(main.getByText(secret, { exact: true })).toHaveCount(0);
  }
  await expectAccessible(page);
});

test('troubleshooting reads a pupil’s page without history, notification or new username', async ({
  page,
  browser,
}) => {
  await openAs('teacher', page, browser, `/${LYCEE}`);
  const [row] = (await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/students?limit=1`))
    .items;
  await page.goto(`/${LYCEE}/eleves/${row?.account_id}`);
  const main = page.getByRole('main');
  await expect(main.getByText(row?.username ?? '', { exact: true })).toBeVisible();
  await expect(main.getByRole('button', { name: 'Réinitialiser les mots de passe' })).toBeVisible();
  for (const name of ['(Re)notifier les comptes', 'Demander un nouvel identifiant']) {
    await expect(main.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(page.getByRole('heading', { name: 'Historique' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Voir ses responsables' })).toHaveCount(0);
  await expectAccessible(page);
});

test('whether a pupil can help himself is said on his page and before a reset', ({
  page,
  browser,
}) => expectHelpToldTo('lyceeSecretary', page, browser));

test('troubleshooting is told as well whether a pupil can help himself', ({ page, browser }) =>
  expectHelpToldTo('teacher', page, browser));

test('an account that is not there is said so, and the list is one step away', async ({
  page,
  browser,
}) => {
  // A name that is no id leads nowhere either.
  for (const missing of ['0000000000000000', 'nope']) {
    await openAs('lyceeSecretary', page, browser, `/${LYCEE}/eleves/${missing}`);
    await expect(page.getByText('Ce compte n’est pas, ou n’est plus')).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Retour à la liste des élèves' }).click();
  await expect(page).toHaveURL(`/${LYCEE}/eleves`);
});

test('one goes back to the list as it was left, even by way of other accounts', async ({
  page,
  browser,
}) => {
  const list = `/${LYCEE}/eleves?statut=NOTIFIED`;
  await openAs('lyceeSecretary', page, browser, list);
  const main = page.getByRole('main');
  await main.getByRole('row').nth(1).getByRole('link').first().click();
  await page.getByRole('link', { name: 'Retour à la liste des élèves' }).click();
  await expect(page).toHaveURL(list);
  await page.goForward();
  await page.getByRole('link', { name: 'Voir ses responsables' }).click();
  await expect(page).toHaveURL(/responsables#q=/);
  await page.goBack();
  await page.getByRole('link', { name: 'Retour à la liste des élèves' }).click();
  await expect(page).toHaveURL(list);
});

test('a new username that would change nothing is refused, with its reason', async ({
  page,
  browser,
}) => {
  await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
  const [row] = (await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/students?limit=1`))
    .items;
  await page.goto(`/${LYCEE}/eleves/${row?.account_id}`);
  const opener = page.getByRole('button', { name: 'Demander un nouvel identifiant' });
  await opener.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Demander un nouvel identifiant' });
  await expect(dialog).toContainText('disponible demain');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Demander un nouvel identifiant' }).press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('correspond déjà');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a page fits a screen of 320 px, in ${colorScheme} colours`, async ({ page, browser }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme });
    await openAs('lyceeSecretary', page, browser, `/${LYCEE}`);
    const { items } = await fromApi<GuardianPageAnswer>(
      page,
      `/schools/${LYCEE}/guardians?email=present&limit=1`,
    );
    await page.goto(`/${LYCEE}/responsables/${items[0]?.guardian.account_id}`);
    await expect(
      page.getByRole('region', { name: 'Historique' }).getByRole('list'),
    ).not.toHaveCount(0);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

async function pupilWithTemporaryPassword(page: Page): Promise<StudentAnswer> {
  const path = 'students?status=NOTIFIED&limit=100';
  const { items } = await fromApi<StudentPageAnswer>(page, `/schools/${LYCEE}/${path}`);
  return firstWhere(items, async ({ account_id }) => {
    const pupil = await fromApi<StudentAnswer>(page, `/schools/${LYCEE}/students/${account_id}`);
    return pupil.password.display === 'TEMPORARY' ? pupil : null;
  });
}

async function firstWhere<Item, Found>(
  items: readonly Item[],
  test: (item: Item) => Promise<Found | null>,
): Promise<Found> {
  for (const item of items) {
    const found = await test(item);
    if (found !== null) return found;
  }
  throw new Error('none is so');
}

async function expectHelpToldTo(person: Person, page: Page, browser: Browser): Promise<void> {
  await openAs(person, page, browser, `/${LYCEE}`);
  const { items } = await fromApi<StudentPageAnswer>(
    page,
    `/schools/${LYCEE}/students?status=ACTIVATED&limit=1`,
  );
  const path = `/schools/${LYCEE}/students/${items[0]?.account_id}`;
  const pupil = await fromApi<StudentAnswer>(page, path);
  for (const [confirmed, fact, warning] of [
    [true, 'L’élève peut réinitialiser seul', 'Cet élève a validé une adresse email'],
    [false, 'L’élève ne peut pas réinitialiser seul', 'Cet élève n’a pas validé d’adresse'],
  ] as const) {
    await page.route(`**${path}`, (route) =>
      route.fulfill({ json: { ...pupil, email_confirmed: confirmed } }),
    );
    await page.goto(`/${LYCEE}/eleves/${pupil.account_id}`);
    await expect(page.getByRole('main')).toContainText(fact);
    await page.getByRole('button', { name: 'Réinitialiser les mots de passe' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Réinitialiser les mots de passe' });
    await expect(dialog).toContainText(warning);
    await expectAccessible(page);
  }
}
