import { describe, expect, test } from 'vitest';
import {
  chosenAccounts,
  countSelected,
  isOfAnotherSearch,
  isTicked,
  kept,
  NOBODY,
  restored,
  selectSearch,
  tick,
} from './selection';

const TERMINALE = { school_class: ['T1', 'T2'] };
const OTHER = { school_class: ['T1'] };
const whole = selectSearch({ criteria: TERMINALE, total: 66, accounts: 60 });

describe('accounts ticked one by one', () => {
  test('are kept when the filters change', () => {
    const two = tick(tick(NOBODY, TERMINALE, ['a'], true), OTHER, ['b'], true);
    expect(countSelected(two)).toBe(2);
    expect(isTicked(two, {}, 'a')).toBe(true);
    expect(chosenAccounts('students', two)).toEqual({
      population: 'students',
      selection: { account_ids: ['a', 'b'] },
      count: 2,
    });
  });

  test('an account ticked twice, by two of her rows, is one', () => {
    const one = tick(NOBODY, {}, ['a', 'a'], true);
    expect(countSelected(tick(one, {}, ['a'], true))).toBe(1);
  });

  test('unticked to the last, nobody is left', () => {
    const none = tick(tick(NOBODY, {}, ['a', 'b'], true), {}, ['b', 'a', 'c'], false);
    expect(chosenAccounts('guardians', none)).toBeNull();
  });
});

describe('the whole result of a search', () => {
  test('counts accounts, and expects the rows that were seen', () => {
    expect(countSelected(whole)).toBe(60);
    expect(chosenAccounts('guardians', whole)).toEqual({
      population: 'guardians',
      selection: { criteria: TERMINALE, expected_total: 66, except: [] },
      count: 60,
    });
  });

  test('an unticked account is an exception, ticked again no longer', () => {
    const without = tick(whole, TERMINALE, ['a', 'b'], false);
    expect(countSelected(without)).toBe(58);
    expect(isTicked(without, TERMINALE, 'a')).toBe(false);
    expect(isTicked(without, TERMINALE, 'c')).toBe(true);
    const again = tick(without, TERMINALE, ['a'], true);
    expect(chosenAccounts('guardians', again)?.selection.except).toEqual(['b']);
  });

  test('is the same whatever the order of its filters', () => {
    expect(isTicked(whole, { school_class: ['T2', 'T1'] }, 'a')).toBe(true);
  });

  test('stays when the filters change, and says that it is of another search', () => {
    expect(isOfAnotherSearch(whole, OTHER)).toBe(true);
    expect(isTicked(whole, OTHER, 'a')).toBe(false);
    expect(tick(whole, OTHER, ['a'], false)).toBe(whole);
  });

  test('gives way to a new selection at the first tick in another search', () => {
    expect(tick(whole, OTHER, ['a'], true)).toEqual({ kind: 'accounts', ids: ['a'] });
  });

  test('of nobody, or with everybody excepted, is nobody', () => {
    expect(selectSearch({ criteria: {}, total: 0, accounts: 0 })).toBe(NOBODY);
    const two = selectSearch({ criteria: {}, total: 3, accounts: 2 });
    expect(tick(two, {}, ['a', 'b'], false)).toBe(NOBODY);
  });
});

describe('what is kept through a reload', () => {
  test('ids and codes', () => {
    const ids = tick(NOBODY, {}, ['a'], true);
    expect(restored(kept(ids))).toEqual(ids);
    expect(restored(kept(whole))).toEqual(whole);
    expect(kept(NOBODY)).toBeNull();
  });

  test('never a searched name', () => {
    const named = selectSearch({ criteria: { q: 'durand' }, total: 3, accounts: 3 });
    expect(kept(named)).toBeNull();
  });

  test('what cannot be read is nobody', () => {
    for (const text of [null, 'x', '1', '{"kind":"accounts","ids":[1]}', '{"kind":"search"}']) {
      expect(restored(text)).toBe(NOBODY);
    }
  });
});
