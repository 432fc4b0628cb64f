import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import type { StatisticsAnswer } from '../src/api/generated';
import { expectGoodEveryWay } from './support/every_way';
import { HOST_SCHOOL } from './support/people';
import { expect, test } from './support/test';

const PATH = `/${HOST_SCHOOL}/statistiques`;
const SPACES = /\s/g;

/** The figures of a table as they are read on the screen, the shares beside them left out. */
async function figuresOf(page: Page, title: string): Promise<Record<string, number[]>> {
  const rows = await page
    .getByRole('table', { name: title, exact: true })
    .locator('tbody tr, tfoot tr')
    .evaluateAll((lines) =>
      lines.map((line) => ({
        label: line.querySelector('th')?.textContent ?? '',
        figures: [...line.querySelectorAll('td [class*="figure_"], td [class*="figure"]')]
          .filter((figure) => figure.children.length === 0)
          .map((figure) => figure.textContent ?? ''),
      })),
    );
  return Object.fromEntries(
    rows.map(({ label, figures }) => [
      label,
      figures.map((figure) => Number(figure.replace(SPACES, ''))),
    ]),
  );
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

test('the figures are those of the last night, title by title and column by column', async ({
  page,
  signIn,
}) => {
  const answer = page.waitForResponse((response) =>
    response.url().endsWith(`/api/schools/${HOST_SCHOOL}/statistics`),
  );
  await signIn('feedSecretary', PATH);
  const found: StatisticsAnswer = await (await answer).json();
  await expect(page.getByText(/^Dernière mise à jour le/)).toHaveCount(2);

  const students = 'Synthèse des comptes élèves de la structure';
  await expect(
    page.getByRole('table', { name: students, exact: true }).getByRole('columnheader'),
  ).toHaveText([
    'Origine de Compte',
    'Nombre de comptes élèves',
    'Nombre de comptes non notifiés',
    'Nombre de comptes notifiés et non activés',
    'Nombre de comptes activés',
  ]);
  const pupils = found.students;
  const studentLine = (counts: (typeof pupils)['total']) => [
    counts.total,
    counts.NOT_NOTIFIED,
    counts.NOTIFIED,
    counts.ACTIVATED,
  ];
  expect(await figuresOf(page, students)).toEqual({
    ...Object.fromEntries(pupils.by_origin.map((row) => [row.origin_label, studentLine(row)])),
    Total: studentLine(pupils.total),
  });

  const adults = found.guardians;
  const guardianLine = (counts: (typeof adults)['total']) => [
    counts.total,
    counts.NOT_NOTIFIED,
    counts.NOTIFIED,
    counts.ACTIVATING,
    counts.ACTIVATED,
  ];
  expect(await figuresOf(page, 'Synthèse des comptes responsables de la structure')).toEqual({
    ...Object.fromEntries(adults.by_origin.map((row) => [row.origin_label, guardianLine(row)])),
    Total: guardianLine(adults.total),
  });

  await page.getByText('Synthèse des comptes élèves de la structure par classe').click();
  expect(
    await figuresOf(page, 'Synthèse des comptes élèves de la structure par classe'),
  ).toMatchObject(
    Object.fromEntries(pupils.by_class.map((row) => [row.class_label, studentLine(row)])),
  );
});

test('each table is folded and unfolded by keyboard, and looks right in every way', async ({
  page,
  signIn,
}) => {
  await signIn('feedSecretary', PATH);
  await page.getByRole('button', { name: 'Tout déplier' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table')).toHaveCount(8);
  await expect(
    page.getByRole('table', { name: 'Synthèse des comptes élèves extérieurs' }),
  ).toBeVisible();
  await expectGoodEveryWay(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table')).toHaveCount(3);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('table', { name: 'Synthèse des comptes élèves de la structure par classe' }),
  ).toBeVisible();
});

test('one table or all of them are saved as CSV and XLSX', async ({ page, signIn }) => {
  await signIn('feedSecretary', PATH);
  const day = /\d{4}-\d{2}-\d{2}/;
  const [one] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV : Synthèse des comptes élèves de la structure' }).click(),
  ]);
  expect(one.suggestedFilename().replace(day, 'JOUR')).toBe(
    `statistiques-${HOST_SCHOOL}-eleves-JOUR.csv`,
  );
  const csv = (await contentOf(one)).toString('utf8');
  expect(csv.split('\r\n')[0]).toBe(
    '\ufeffOrigine de Compte;Nombre de comptes élèves;Nombre de comptes non notifiés;Nombre de comptes notifiés et non activés;Nombre de comptes activés',
  );

  const [all] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tout exporter (XLSX)' }).click(),
  ]);
  expect(all.suggestedFilename().replace(day, 'JOUR')).toBe(
    `statistiques-${HOST_SCHOOL}-JOUR.xlsx`,
  );
  expect((await contentOf(all)).subarray(0, 2).toString()).toBe('PK');
});

// Schools of the demo have had their night: the answer is that of one which has not.
test('a school before its first night is told when its statistics come', async ({
  page,
  signIn,
}) => {
  await page.route(`**/api/schools/${HOST_SCHOOL}/statistics`, async (route) => {
    const answer = await route.fetch();
    const found: StatisticsAnswer = await answer.json();
    await route.fulfill({ json: { ...found, computed_at: null } });
  });
  await signIn('feedSecretary', PATH);
  await expect(page.getByText('Les statistiques seront là demain')).toBeVisible();
  await expect(page.getByRole('button', { name: /exporter/ })).toHaveCount(0);
  await expectGoodEveryWay(page);
});

// One night is all that a fresh demo has known: the others are made of it.
test('day after day, each is told beside the one before', async ({ page, signIn }) => {
  await page.route(`**/api/schools/${HOST_SCHOOL}/statistics/days`, async (route) => {
    const answer = await route.fetch();
    const { items } = await answer.json();
    const days = Array.from({ length: 14 }, (_, age) => ({
      ...items[0],
      day: new Date(Date.UTC(2026, 10, 27 - age)).toISOString().slice(0, 10),
      students: { ...items[0].students, ACTIVATED: 100 - age },
    }));
    await route.fulfill({ json: { items: days } });
  });
  await signIn('feedSecretary', PATH);
  const days = page.getByRole('table', { name: 'Comptes activés, jour après jour' });
  await expect(days.locator('tbody tr')).toHaveCount(10);
  await expect(days.locator('tbody tr').first()).toContainText('+1');
  await page.getByRole('button', { name: 'Les 14 jours connus' }).click();
  await expect(days.locator('tbody tr')).toHaveCount(14);
});
