import { expect, test } from 'vitest';
import { byDay } from './timeline';

const entry = (key: string, at: string) => ({ key, at, title: key });

test('events of one day are together, the day being that of Paris', () => {
  const days = byDay([
    entry('c', '2026-11-28T08:00:00Z'),
    entry('b', '2026-11-27T23:30:00Z'),
    entry('a', '2026-11-27T22:30:00Z'),
  ]);
  expect(days.map(({ day, entries }) => [day, entries.map(({ key }) => key)])).toEqual([
    ['28 novembre 2026', ['c', 'b']],
    ['27 novembre 2026', ['a']],
  ]);
});
