import { expect, test } from 'vitest';
import { seal, unseal } from './sealed';

const SEARCH = '#q=N%E2%80%99Diaye+martin';

test('what is sealed is read again with its key', async () => {
  expect(await unseal(await seal(SEARCH))).toBe(SEARCH);
});

test('neither what is kept nor the key says the name, and both can stand in an address', async () => {
  const { kept, key } = await seal(SEARCH);
  for (const each of [kept, key]) {
    expect(each).toMatch(/^[\w-]+$/);
    expect(each).not.toContain('martin');
    expect(atob(each.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('martin');
  }
});

test('with another key, or none, there is nothing to read', async () => {
  const { kept } = await seal(SEARCH);
  expect(await unseal({ kept, key: (await seal(SEARCH)).key })).toBeNull();
  expect(await unseal({ kept, key: '' })).toBeNull();
  expect(await unseal({ kept, key: '*' })).toBeNull();
});
