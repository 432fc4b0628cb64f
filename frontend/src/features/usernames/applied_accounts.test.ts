import { expect, test } from 'vitest';
import type { Population, UsernameChangeAnswer } from '@/api/generated';
import { byPopulation, changedSince, lastNight } from './applied_accounts';

const change = (account_id: string, population: Population): UsernameChangeAnswer => ({
  account_id,
  population,
  state: 'APPLIED',
  requested_at: '2026-11-26T10:00:00Z',
  requested_by: 'Hélène Marchandeau',
  decided_at: '2026-11-27T03:00:00Z',
  former_username: 'p.nomm',
  refusal: null,
  refusal_label: null,
  differing_sources: [],
  family_name: 'Nom',
  first_name: 'Prénom',
  school_class: '',
  username: 'p.nom',
});

test('one list for each population that has changed usernames, pupils first', () => {
  const changes = [change('g', 'guardians'), change('a', 'students'), change('b', 'students')];
  expect(byPopulation(changes)).toEqual([
    { population: 'students', accountIds: ['a', 'b'] },
    { population: 'guardians', accountIds: ['g'] },
  ]);
  expect(byPopulation([])).toEqual([]);
});

test('to begin with, those of the last night that changed some, by the day of Paris', () => {
  const on = (account_id: string, decided_at: string) => ({
    ...change(account_id, 'students'),
    decided_at,
  });
  const first = on('first', '2026-11-20T03:00:00Z');
  // Half past midnight of the 27th in Paris.
  const last = on('last', '2026-11-26T23:30:00Z');
  const later = on('later', '2026-11-27T03:00:00Z');
  const changes = [later, first, last];
  expect(lastNight(changes)).toBe('2026-11-27');
  expect(changedSince(changes, lastNight(changes))).toEqual([later, last]);
  expect(changedSince(changes, '2026-11-20')).toEqual(changes);
  expect(changedSince(changes, '')).toEqual(changes);
  expect(lastNight([])).toBe('');
});
