import { expect, test } from 'vitest';
import { toApiError } from './client';
import { queryClient } from './query_client';

const refused = (status: number, code: string) =>
  toApiError({ status, code, detail: 'Réessayez demain.' }, new Response(null, { status }));

const triedAgain = (error: Error) => {
  const retry = queryClient().getDefaultOptions().queries?.retry;
  return typeof retry === 'function' && retry(0, error);
};

test('a spent day is told as it is, and not asked for again', () => {
  const spent = refused(429, 'display_budget_spent');
  expect([spent.status, spent.message, triedAgain(spent)]).toEqual([
    429,
    'Réessayez demain.',
    false,
  ]);
});

test('a service that has too much to do is asked again', () => {
  expect(triedAgain(refused(429, 'unreadable'))).toBe(true);
});
