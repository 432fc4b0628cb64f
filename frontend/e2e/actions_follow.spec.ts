import type { Page } from '@playwright/test';
import { standIn } from './actions_stand_in';
import { expectAccessible } from './support/accessibility';
import { chooseFirst, listed, openAction, previewed } from './support/actions';
import { COLLEGE } from './support/people';
import { fromApi } from './support/session';
import { expect, test } from './support/test';

const NOTIFIED = `/${COLLEGE}/eleves?statut=NOTIFIED`;
const RESET = 'Réinitialiser les mots de passe';
const FOLLOWED = 'Réinitialisation des mots de passe';
const TO_TYPE = /^Pour confirmer, saisissez le nombre/;

test.describe.configure({ mode: 'parallel' });

test('pressed twice or held, Enter confirms once; Escape twice leaves what is on its way in view', async ({
  page,
  signIn,
}) => {
  const play = await standIn(page);
  let answered = () => {};
  const held = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const { answer } = play;
  play.answer = async (route) => {
    await held;
    await answer(route);
  };
  await signIn('collegeSecretary', NOTIFIED);
  await chooseFirst(page, 2);
  const dialog = await openAction(page, RESET);
  await dialog.getByLabel(TO_TYPE).fill('600');
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.press('Enter');
  await expect.poll(() => play.sent.length).toBe(1);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await expect(page.locator('dialog:modal')).toHaveCount(1);
  answered();
  await expect(page.getByRole('dialog', { name: FOLLOWED })).toBeVisible();
  expect(play.sent).toHaveLength(1);
});

test('a confirmation whose answer is lost, with its page, is sent again under the same key', async ({
  page,
  signIn,
}) => {
  const play = await standIn(page);
  const { answer } = play;
  play.answer = (route) => route.abort('connectionreset');
  await signIn('collegeSecretary', NOTIFIED);
  await chooseFirst(page, 2);
  const dialog = await openAction(page, RESET);
  const confirm = async () => {
    await dialog.getByLabel(TO_TYPE).fill('600');
    await page.keyboard.press('Enter');
  };
  await confirm();
  await expect(dialog.getByText('La demande n’a pas abouti')).toBeVisible();
  await page.reload();
  await chooseFirst(page, 2);
  await openAction(page, RESET);
  await confirm();
  await expect(dialog.getByText('La demande n’a pas abouti')).toBeVisible();
  play.answer = answer;
  await dialog.getByRole('button', { name: 'Réessayer' }).click();
  await expect(page.getByRole('dialog', { name: FOLLOWED })).toBeVisible();
  expect(new Set(play.sent.map(({ key }) => key)).size).toBe(1);
  expect(play.sent).toHaveLength(3);
});

test('what cannot succeed is not offered again: one goes back to the form', async ({
  page,
  signIn,
}) => {
  const play = await standIn(page);
  play.answer = (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      json: { code: 'forbidden', status: 403, detail: 'Cette action ne vous est pas permise.' },
    });
  await signIn('collegeSecretary', NOTIFIED);
  await chooseFirst(page, 2);
  const dialog = await openAction(page, RESET);
  await dialog.getByLabel(TO_TYPE).fill('600');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Cette action ne vous est pas permise.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Réessayer' })).toHaveCount(0);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Revenir' }).click();
  await expect(dialog.getByLabel(TO_TYPE)).toBeVisible();
});

/** The action that the stand-in answers for, confirmed. */
async function resetSixHundred(page: Page): Promise<void> {
  await chooseFirst(page, 2);
  const opening = await openAction(page, RESET);
  await opening.getByLabel(TO_TYPE).fill('600');
  await page.keyboard.press('Enter');
}

test('progress is told by quarters, a cut connection is told and got over, and the end is heard', async ({
  page,
  signIn,
}) => {
  const play = await standIn(page);
  await signIn('collegeSecretary', NOTIFIED);
  await resetSixHundred(page);
  const dialog = page.getByRole('dialog', { name: FOLLOWED });
  await expect(dialog.getByText('En attente…')).toBeVisible();
  const told = dialog.getByRole('status').filter({ hasText: '%' });
  await expect(told).toHaveCount(0);

  play.operation = { ...play.operation, status: 'RUNNING', done: 190 };
  await expect(told).toHaveText(`${FOLLOWED} de 600 élèves : 25\u00a0%`);
  // One reading a second, of this operation alone.
  const { list, one } = play.reads;
  await expect.poll(() => play.reads.one).toBeGreaterThan(one + 2);
  expect(play.reads.list - list).toBeLessThanOrEqual(1);

  play.cut = true;
  await expect(dialog.getByText(/^La connexion est perdue/)).toBeVisible();
  await expectAccessible(page);
  play.cut = false;
  play.operation = { ...play.operation, done: 320 };
  await expect(dialog.getByText(/^La connexion est perdue/)).toHaveCount(0);
  await expect(told).toHaveText(/ : 50\s%$/);

  play.operation = {
    ...play.operation,
    status: 'SUCCEEDED',
    done: 592,
    skipped: 8,
    finished_at: '2026-11-23T09:01:00Z',
  };
  await expect(dialog.locator('[data-announcer]')).toHaveText(
    'Le mot de passe a bien été réinitialisé pour 592 élèves ; 8 laissés de côté',
  );
  await expect(page.getByRole('region', { name: 'Messages' })).toBeEmpty();
});

test('an operation that ends under another dialog is told in it, within reach', async ({
  page,
  signIn,
}) => {
  const play = await standIn(page);
  await signIn('collegeSecretary', NOTIFIED);
  await resetSixHundred(page);
  await page.getByRole('button', { name: 'Continuer à travailler' }).click();
  const tray = page.getByRole('list', { name: 'Opérations en cours' });
  await expect(tray).toContainText('0 / 600');
  // Its list had been asked for before it began, and does not hold it yet.
  play.listed = false;
  play.operation = { ...play.operation, status: 'RUNNING', done: 300 };
  await expect(tray).toContainText('300 / 600');
  await expect(page.locator('[data-announcer]')).toHaveText(/ : 50\s%$/);

  await chooseFirst(page, 1);
  const dialog = await openAction(page, 'Lister les comptes');
  play.operation = {
    ...play.operation,
    status: 'SUCCEEDED',
    done: 600,
    finished_at: '2026-11-23T09:01:00Z',
  };
  const messages = dialog.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('Le mot de passe a bien été réinitialisé pour les élève(s)');
  await messages.hover();
  await expectAccessible(page);
  await messages.getByRole('button', { name: 'Fermer le message' }).click();
  await expect(messages).toBeEmpty();
  await dialog.getByRole('button', { name: 'Annuler' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toBeAttached();
});

test('what failed is taken up again for exactly these accounts, with the same options', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', NOTIFIED);
  await listed(page);
  const { items } = await fromApi<{ items: { account_id: string }[] }>(
    page,
    `/schools/${COLLEGE}/students?limit=3`,
  );
  const ids = items.map((each) => each.account_id);
  const play = await standIn(page, {
    kind: 'NOTIFICATION',
    channel: 'letter',
    include_activated: true,
    status: 'FAILED',
    total: 3,
    failed: 3,
    finished_at: '2026-11-23T09:01:00Z',
  });
  const fate = { status: 'FAILED', effect: null, reason: 'NOT_PROCESSED', mail: null } as const;
  const unnamed = { family_name: null, first_name: null, username: null, school_class: null };
  play.outcomes = {
    items: ids.map((account_id) => ({ account_id, ...unnamed, ...fate })),
    totals: [{ ...fate, count: 3 }],
  };
  await page.goto(`/${COLLEGE}/operations/${play.operation.operation_id}`);
  await expect(page.getByText('Aucun compte n’a été notifié : 3 en échec.')).toBeVisible();
  const previewing = page.waitForRequest(/\/notifications$/);
  await page.getByRole('button', { name: 'Reprendre les comptes en échec' }).click();
  const dialog = page.getByRole('dialog', { name: '(Re)notifier les comptes' });
  await previewed(dialog);
  expect((await previewing).postDataJSON()).toMatchObject({
    selection: { account_ids: ids },
    channel: 'letter',
    include_activated: true,
    reset_passwords: true,
    preview: true,
  });
  await expect(dialog.getByLabel('Inclure aussi les comptes déjà activés')).toBeChecked();
});

test('those an email did not reach are told, and letters are offered for exactly these', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', `/${COLLEGE}/responsables`);
  await listed(page);
  const { items } = await fromApi<{ items: { guardian: { account_id: string } }[] }>(
    page,
    `/schools/${COLLEGE}/guardians?limit=10`,
  );
  const ids = [...new Set(items.map(({ guardian }) => guardian.account_id))].slice(0, 3);
  const play = await standIn(page, {
    kind: 'NOTIFICATION',
    population: 'guardians',
    channel: 'email',
    include_activated: true,
    status: 'PARTIAL',
    total: 5,
    done: 4,
    failed: 1,
    finished_at: '2026-11-23T09:01:00Z',
  });
  const sent = { status: 'DONE', effect: 'NEW_PASSWORD', reason: null } as const;
  const fates = [
    { ...sent, mail: 'BOUNCED' },
    { ...sent, mail: 'COMPLAINED' },
    { status: 'FAILED', effect: null, reason: 'MAIL_REJECTED', mail: 'REJECTED' },
  ] as const;
  const unnamed = { family_name: null, first_name: null, username: null, school_class: null };
  play.outcomes = {
    items: fates.map((fate, index) => ({ account_id: ids[index] ?? '', ...unnamed, ...fate })),
    totals: [{ ...sent, mail: 'SENT', count: 2 }, ...fates.map((fate) => ({ ...fate, count: 1 }))],
  };
  await page.goto(`/${COLLEGE}/operations/${play.operation.operation_id}`);
  await expect(
    page.getByText(
      'Les emails ont été envoyés à 4 responsables, dont 2 n’ont pas été atteints ; 1 en échec',
    ),
  ).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'refusé à l’envoi' })).toContainText(
    'En échec : email refusé par le service d’envoi',
  );
  await expectAccessible(page);

  const asked = page.waitForRequest(/outcomes\?.*mail=/);
  const previewing = page.waitForRequest(/\/notifications$/);
  await page
    .getByRole('button', {
      name: 'Préparer les courriers de ceux que l’email n’a pas atteints',
    })
    .press('Enter');
  expect(new URL((await asked).url()).searchParams.getAll('mail')).toEqual([
    'REJECTED',
    'BOUNCED',
    'COMPLAINED',
  ]);
  const dialog = page.getByRole('dialog', { name: '(Re)notifier les comptes' });
  await previewed(dialog);
  expect((await previewing).postDataJSON()).toMatchObject({
    selection: { account_ids: ids },
    channel: 'letter',
    include_activated: true,
    reset_passwords: false,
  });
});

test('a document that is gone is not offered, and what to do instead is told', async ({
  page,
  signIn,
}) => {
  await signIn('collegeSecretary', NOTIFIED);
  await listed(page);
  const play = await standIn(page, {
    status: 'SUCCEEDED',
    done: 600,
    finished_at: '2026-11-23T09:01:00Z',
    file_name: 'liste-eleves.pdf',
    file_expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const button = page.getByRole('button', { name: 'Télécharger la liste au format PDF' });

  await page.goto(`/${COLLEGE}/operations/${play.operation.operation_id}`);
  await expect(button).toBeVisible();
  await expect(page.getByText(/^Disponible jusqu’au /)).toBeVisible();

  play.operation = { ...play.operation, file_expires_at: '2026-11-24T08:45:00Z' };
  await page.reload();
  await expect(
    page.getByRole('heading', { name: 'Document supprimé après 24 heures' }),
  ).toBeVisible();
  await expect(page.getByText(/^Ne réinitialisez pas de nouveau/)).toBeVisible();
  await expect(button).toHaveCount(0);
  await expectAccessible(page);
});
