/** Temporary passwords leave the page's memory with what shows them. */
import type { StudentTroubleshootingPage } from '../src/api/generated';
import { rows } from './support/lists';
import { remembered } from './support/memory';
import { LYCEE } from './support/people';
import { fromApi, openAs } from './support/session';
import { expect, test } from './support/test';

test('the passwords of a troubleshooting list are not remembered once it is left', async ({
  page,
  browser,
}) => {
  const list = `/${LYCEE}/eleves?statut=NOTIFIED`;
  await openAs('teacher', page, browser, list);
  await expect(rows(page).first()).toBeVisible();
  const { items } = await fromApi<StudentTroubleshootingPage>(
    page,
    `/schools/${LYCEE}/troubleshooting/students?status=NOTIFIED&limit=20`,
  );
  const secret = items.find(({ password }) => password.display === 'TEMPORARY')?.password.text;
  if (secret === undefined) throw new Error('no pupil has a temporary password');
  expect(await remembered(page)).toContain(secret);

  await page.getByRole('link', { name: 'Opérations' }).click();
  await expect(page).toHaveURL(`/${LYCEE}/operations`);
  await expect.poll(() => remembered(page)).not.toContain(secret);
});
