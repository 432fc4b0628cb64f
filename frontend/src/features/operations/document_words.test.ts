import { expect, test } from 'vitest';
import { availability, isGone } from './document_words';

const list = { file_expires_at: '2026-11-28T20:56:00Z' };

test('a document is there until it expires, told in Paris time', () => {
  expect(availability(list)).toBe('Disponible jusqu’au 28/11/2026 à 21:56');
  expect(isGone(list, Date.parse('2026-11-28T20:55:59Z'))).toBe(false);
  expect(isGone(list, Date.parse('2026-11-28T20:56:00Z'))).toBe(true);
});

test('what makes no document has none to lose', () => {
  expect(isGone({ file_expires_at: null })).toBe(false);
  expect(availability({ file_expires_at: null })).toBe('');
});
