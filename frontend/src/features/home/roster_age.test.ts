import { expect, test } from 'vitest';
import { rosterAge } from './roster_age';

const now = new Date('2026-11-27T12:00:00Z');

test('data of three weeks or more are told to be old', () => {
  expect(rosterAge('2026-11-06T12:00:00Z', now)).toEqual({
    kind: 'old',
    at: '2026-11-06T12:00:00Z',
    days: 21,
  });
  expect(rosterAge('2026-11-06T12:00:01Z', now).kind).toBe('recent');
});

test('a school without a roster says so', () => {
  expect(rosterAge(null, now)).toEqual({ kind: 'none' });
});
