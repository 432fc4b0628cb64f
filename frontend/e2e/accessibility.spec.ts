/** Every page of the service: axe in both colours, small and zoomed screens, spaced text, focus. */
import type { Browser, Page } from '@playwright/test';
import {
  PUBLIC_ADDRESSES,
  type PublicAddress,
  SCHOOL_ADDRESSES,
  type SchoolAddress,
} from '@/shell/addresses';
import { expectAccessible } from './support/accessibility';
import { HOST_SCHOOL, LYCEE, type Person } from './support/people';
import {
  expectNoSidewaysScroll,
  expectNoTextCut,
  expectRoomToRead,
  settled,
} from './support/reading';
import { fromApi, openAs } from './support/session';
import { expect, test } from './support/test';

interface Visit {
  person: Person;
  /** The address to open, once something to open has been found in the API. */
  path: (page: Page) => Promise<string>;
}

const at = (path: string, person: Person = 'lyceeSecretary'): Visit => ({
  person,
  path: async () => path,
});

/** The page of the first that the API lists under `list`. */
const firstOf = (
  uai: string,
  list: string,
  id: string,
  person: Person = 'lyceeSecretary',
): Visit => ({
  person,
  path: async (page) => {
    const found = await fromApi<{ items: Record<string, string>[] }>(
      page,
      `/schools/${uai}/${list}`,
    );
    return `/${uai}/${FRENCH[list] ?? list}/${found.items[0]?.[id]}`;
  },
});

const FRENCH: Record<string, string> = {
  students: 'eleves',
  'external-students': 'eleves-exterieurs',
  guardians: 'responsables',
};

const SCHOOL_VISITS: Record<SchoolAddress, Visit> = {
  '': at(`/${LYCEE}`),
  eleves: at(`/${LYCEE}/eleves`),
  'eleves/:accountId': firstOf(LYCEE, 'students', 'account_id'),
  'eleves-exterieurs': at(`/${HOST_SCHOOL}/eleves-exterieurs`, 'feedSecretary'),
  'eleves-exterieurs/:accountId': firstOf(
    HOST_SCHOOL,
    'external-students',
    'account_id',
    'feedSecretary',
  ),
  responsables: at(`/${LYCEE}/responsables`),
  'responsables/:accountId': firstOf(LYCEE, 'guardians', 'account_id'),
  statistiques: at(`/${LYCEE}/statistiques`),
  parametrage: at(`/${LYCEE}/parametrage`),
  operations: at(`/${LYCEE}/operations`),
  'operations/:operationId': firstOf(LYCEE, 'operations', 'operation_id'),
  identifiants: at(`/${LYCEE}/identifiants`),
  imports: at(`/${LYCEE}/imports`),
  journal: at(`/${LYCEE}/journal`),
  '*': at(`/${LYCEE}/nulle-part`),
};

const PUBLIC_VISITS: Record<PublicAddress, Visit> = {
  '/documentation': at('/documentation'),
  '/accessibilite': at('/accessibilite'),
};

const VISITS: [name: string, visit: Visit][] = [
  ['/', at('/', 'head')],
  ...PUBLIC_ADDRESSES.map((address): [string, Visit] => [address, PUBLIC_VISITS[address]]),
  ...SCHOOL_ADDRESSES.map((address): [string, Visit] => [
    `/:uai/${address}`,
    SCHOOL_VISITS[address],
  ]),
  ['/:uai, troubleshooting', at(`/${LYCEE}`, 'teacher')],
  ['/:uai/eleves, troubleshooting', at(`/${LYCEE}/eleves`, 'teacher')],
];

const SCREENS: [name: string, width: number, height: number][] = [
  ['a small screen', 320, 640],
  ['a zoom of 200 %', 640, 400],
  ['a zoom of 400 %', 320, 256],
];

async function open(visit: Visit, page: Page, browser: Browser): Promise<void> {
  await openAs(visit.person, page, browser, '/accessibilite');
  await page.goto(await visit.path(page));
  await settled(page);
}

test.describe.configure({ mode: 'parallel' });

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const [name, visit] of VISITS) {
  test(`${name} can be read by everyone`, async ({ page, browser }) => {
    await open(visit, page, browser);
    for (const colorScheme of ['light', 'dark'] as const) {
      await test.step(`axe, ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      });
    }
    await test.step('text spacing', () => expectNoTextCut(page));
    for (const [screen, width, height] of SCREENS) {
      await test.step(screen, async () => {
        await page.setViewportSize({ width, height });
        await expectNoSidewaysScroll(page);
        await expectRoomToRead(page);
      });
    }
  });
}

test('each tab opens by keyboard and its title gets the focus', async ({ page, browser }) => {
  await open(SCHOOL_VISITS[''], page, browser);
  const tabs = page.getByRole('navigation', { name: 'Onglets' }).getByRole('link');
  const [home, ...others] = await tabs.all();
  for (const tab of [...others, home]) {
    if (tab === undefined) throw new Error('there is no tab');
    await tab.focus();
    await page.keyboard.press('Enter');
    await settled(page);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(tab).toHaveAttribute('aria-current', 'page');
  }
});

test('the first stop of the keyboard leads to the content, past header and tabs', async ({
  page,
  browser,
}) => {
  await open(SCHOOL_VISITS[''], page, browser);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Contenu' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('a page that cannot be loaded says so, can be left for another, and loads again', async ({
  page,
  browser,
}) => {
  await open(SCHOOL_VISITS[''], page, browser);
  const taken = '**/assets/operations_page-*.js';
  await page.route(taken, (route) => route.fulfill({ status: 404 }));
  const tabs = page.getByRole('navigation', { name: 'Onglets' });
  const title = page.getByRole('heading', { level: 1 });
  await tabs.getByRole('link', { name: 'Opérations' }).press('Enter');
  await expect(title).toHaveText('Page indisponible');
  await expect(title).toBeFocused();
  await expectAccessible(page);
  const contents = page.getByRole('link', { name: 'Contenu' });
  await contents.focus();
  await contents.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await tabs.getByRole('link', { name: 'Élèves', exact: true }).press('Enter');
  await expect(title).toHaveText('Gestion des comptes élèves');
  await page.goBack();
  await expect(title).toHaveText('Page indisponible');
  await page.unroute(taken);
  await page.getByRole('button', { name: 'Recharger la page' }).press('Enter');
  await expect(title).toHaveText('Opérations');
});

test('on a small screen the tabs are behind a button that the keyboard opens and closes', async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open(SCHOOL_VISITS.eleves, page, browser);
  const menu = page.getByRole('button', { name: 'Menu : Élèves' });
  const tab = page.getByRole('link', { name: 'Opérations' });
  await expect(tab).toBeHidden();
  await menu.press('Enter');
  await expect(tab).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(tab).toBeHidden();
  await expect(menu).toBeFocused();
  await menu.press('Enter');
  await tab.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(tab).toBeHidden();
});
