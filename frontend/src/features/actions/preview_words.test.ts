import { expect, test } from 'vitest';
import type { Population, Preview } from '@/api/generated';
import { type ActionKind, type ActionOptions, DEFAULT_OPTIONS } from './action_request';
import { confirmLabel, leftOutLines, selected, statusLines } from './preview_words';
import { countToType, readCount } from './typed_count';

const request = (
  kind: ActionKind,
  options: Partial<ActionOptions> = {},
  population: Population = 'students',
) => ({
  uai: '0450822Z',
  kind,
  chosen: { population, selection: { criteria: {} }, count: 1 },
  options: { ...DEFAULT_OPTIONS, ...options },
});

const preview = (by_status: Preview['by_status']): Preview => ({
  total: 3000,
  by_status,
  left_out: [{ reason: 'ACTIVATED', count: 2550 }],
});

const USUAL = preview({
  NOTIFIED: { count: 210, effect: 'PASSWORD_KEPT', renewed: 60 },
  NOT_NOTIFIED: { count: 240, effect: 'NEW_PASSWORD', renewed: 0 },
});

const sentences = (...args: Parameters<typeof statusLines>) =>
  statusLines(...args).map(({ count, sentence }) => `${count} ${sentence}`);

test('a notification gives passwords to who has none, and keeps those that are good', () => {
  expect(sentences(request('notification'), USUAL)).toEqual([
    '240 nouveau mot de passe provisoire, le compte passe à « Notifié et non activé »',
    '210 mot de passe provisoire conservé, sauf 60 expirés qui sont remplacés',
  ]);
  expect(leftOutLines(USUAL)).toEqual([{ reason: 'comptes déjà activés', count: 2550 }]);
});

test('a password that has expired is not said to be taken away', () => {
  const expired = preview({ NOTIFIED: { count: 101, effect: 'NEW_PASSWORD', renewed: 0 } });
  expect(sentences(request('notification'), expired)).toEqual([
    '101 mot de passe provisoire expiré, remplacé par un nouveau',
  ]);
  expect(countToType(request('notification'), expired)).toBeNull();
});

test('a reset says what becomes of the password one holds or has chosen', () => {
  const all = preview({
    ACTIVATED: { count: 2, effect: 'NEW_PASSWORD', renewed: 0 },
    ACTIVATING: { count: 3, effect: 'NEW_PASSWORD', renewed: 0 },
    NOTIFIED: { count: 1, effect: 'NEW_PASSWORD', renewed: 0 },
  });
  expect(sentences(request('reset', {}, 'guardians'), all)).toEqual([
    '1 nouveau mot de passe provisoire, le précédent ne fonctionnera plus',
    '3 nouveau mot de passe provisoire, l’activation est à recommencer : le compte repasse à « Notifié et non activé »',
    '2 nouveau mot de passe provisoire à la place de celui choisi, le compte repasse à « Notifié et non activé »',
  ]);
});

test('the number is typed above a hundred passwords taken away, or a whole level acted on', () => {
  const replaced = (count: number) =>
    preview({ NOTIFIED: { count, effect: 'NEW_PASSWORD', renewed: 0 } });
  expect(countToType(request('reset'), replaced(100))).toBeNull();
  expect(countToType(request('reset'), replaced(101))).toBe(101);
  expect(countToType(request('notification', { resetPasswords: true }), replaced(101))).toBe(101);
  const fresh = (count: number) =>
    preview({ NOT_NOTIFIED: { count, effect: 'NEW_PASSWORD', renewed: 0 } });
  expect(countToType(request('notification'), fresh(500))).toBeNull();
  expect(countToType(request('notification'), fresh(501))).toBe(501);
});

test('a list changes nothing, so that its number is never typed', () => {
  const listed = preview({ ACTIVATED: { count: 3000, effect: 'LISTED', renewed: 0 } });
  expect(countToType(request('list'), listed)).toBeNull();
});

test('a number is read with the spaces French puts in it', () => {
  expect(readCount('1 204')).toBe(1204);
  expect(readCount(' 1\u202f204 ')).toBe(1204);
  expect(readCount('1204')).toBe(1204);
  expect(readCount('douze')).toBeNull();
  expect(readCount('')).toBeNull();
});

test('the button says what it does and to how many', () => {
  expect(confirmLabel(request('notification'), 1)).toBe('Notifier 1 élève');
  expect(confirmLabel(request('notification', { channel: 'email' }, 'guardians'), 2)).toBe(
    'Envoyer l’email à 2 responsables',
  );
  expect(confirmLabel(request('reset'), 12)).toBe('Réinitialiser 12 mots de passe');
  expect(selected('external_students', 2)).toBe('2 élèves extérieurs sélectionnés');
});
