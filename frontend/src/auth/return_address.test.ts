import { expect, test } from 'vitest';
import { departure, destination } from './return_address';

const at = (address: string) => new URL(address, 'https://example.org') as unknown as Location;
const LIST = '/0450822Z/eleves?statut=NOT_NOTIFIED';

test('one comes back to the address one left, the searched name included', async () => {
  for (const address of ['/', LIST, `${LIST}#q=martin`]) {
    const left = await departure(at(address));
    expect(await destination(left.state, left.url_state)).toBe(address);
  }
});

test('what is kept does not hold the name', async () => {
  const { state } = await departure(at(`${LIST}#q=martin`));
  expect(JSON.stringify(state)).not.toContain('martin');
});

test('without the key that went along, the filters are still there', async () => {
  const { state } = await departure(at(`${LIST}#q=martin`));
  expect(await destination(state, undefined)).toBe(LIST);
  expect(await destination(state, 'another')).toBe(LIST);
});

test('what is no address of ours leads to the first page', async () => {
  for (const state of [undefined, null, 'x', { path: 'https://example.org' }, { path: 3 }]) {
    expect(await destination(state, undefined)).toBe('/');
  }
});
