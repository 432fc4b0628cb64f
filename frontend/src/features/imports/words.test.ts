import { expect, test } from 'vitest';
import { fileKind, shownCounts } from './words';

test('what did not happen is not told, how many people there are always is', () => {
  const groups = shownCounts({ students: 0, arrivals: 0, departures: 3, guardians: 12 });
  expect(groups).toEqual([
    {
      title: 'Élèves',
      lines: [
        { label: 'Présents après l’import', value: 0 },
        { label: 'Départs', value: 3 },
      ],
    },
    { title: 'Responsables', lines: [{ label: 'Présents après l’import', value: 12 }] },
  ]);
});

test('a refused import has no counts', () => {
  expect(shownCounts({})).toEqual([]);
});

test('a kind of file without words keeps its name', () => {
  expect(fileKind('STUDENTS')).toBe('élèves');
  expect(fileKind('AUTRE')).toBe('AUTRE');
});
