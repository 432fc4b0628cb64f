import { expect, test } from 'vitest';
import { fileName } from './file_name';

test('a file says what it is of, and of which day in Paris', () => {
  const night = '2026-11-27T23:30:00Z';
  expect(fileName('0450822Z', 'students_by_class', night, 'csv')).toBe(
    'statistiques-0450822Z-eleves-par-classe-2026-11-28.csv',
  );
  expect(fileName('0450822Z', undefined, night, 'xlsx')).toBe(
    'statistiques-0450822Z-2026-11-28.xlsx',
  );
});
