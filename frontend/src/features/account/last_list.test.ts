import { expect, test } from 'vitest';
import { isList } from './last_list';

test('a list is told from the pages of its accounts and from the other tabs', () => {
  expect(isList('/0450822Z/eleves')).toBe(true);
  expect(isList('/0450822Z/eleves-exterieurs/')).toBe(true);
  expect(isList('/0450822Z/eleves/stf0w52n5hq6qs5c')).toBe(false);
  expect(isList('/0450822Z/statistiques')).toBe(false);
  expect(isList('/')).toBe(false);
});
