import { expect, test } from 'vitest';
import type { ShownAccount } from '@/features/account/shown_account';
import { warningOf } from './reset_warning';

const account = (over: Partial<ShownAccount>) =>
  ({ population: 'students', status: 'NOTIFIED', origin: 'SCHOOL', ...over }) as ShownAccount;

test('who has not activated her account has nothing to lose', () => {
  expect(warningOf(account({}))).toBeNull();
  expect(warningOf(account({ status: 'NOT_NOTIFIED' }))).toBeNull();
});

test('who has chosen a password loses it', () => {
  expect(warningOf(account({ status: 'ACTIVATED' }))).toMatch(/ne fonctionnera plus/);
});

test('guardians are told of their own ways', () => {
  const guardian = { population: 'guardians', status: 'ACTIVATED' } as const;
  expect(warningOf(account(guardian))).toMatch(/téléphone portable/);
  expect(warningOf(account({ ...guardian, origin: 'FRANCE_CONNECT' }))).toMatch(/FranceConnect/);
  expect(warningOf(account({ ...guardian, status: 'ACTIVATING' }))).toMatch(/recommencer/);
});
