import { expect, test } from 'vitest';
import { civilityLabel, list, otherBirthName } from './account_words';
import type { ShownAccount } from './shown_account';

test('civilities are shortened as French does', () => {
  expect(civilityLabel('MME')).toBe('Mme');
  expect(civilityLabel('M.')).toBe('M.');
  expect(civilityLabel('')).toBe('');
});

test('names are listed as in a sentence', () => {
  expect(list([])).toBe('');
  expect(list(['A'])).toBe('A');
  expect(list(['A', 'B', 'C'])).toBe('A, B et C');
});

test('a birth name is told only where it is another', () => {
  const student = (birth: string) =>
    ({ population: 'students', family_name: 'ANDRÉ', birth_name: birth }) as ShownAccount;
  expect(otherBirthName(student('MARTIN'))).toBe('MARTIN');
  expect(otherBirthName(student('André'))).toBeNull();
  expect(otherBirthName(student(''))).toBeNull();
});
