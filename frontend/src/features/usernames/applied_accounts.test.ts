import { expect, test } from 'vitest';
import type { Population, UsernameChangeAnswer } from '@/api/generated';
import { byPopulation } from './applied_accounts';

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
