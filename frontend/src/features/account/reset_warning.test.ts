import { expect, test } from 'vitest';
import { warningOf } from './reset_warning';

const account = (over: Partial<Parameters<typeof warningOf>[0]>) => ({
  population: 'students' as const,
  status: 'NOTIFIED' as const,
  origin: 'SCHOOL' as const,
  email_confirmed: false,
  ...over,
});

test('who has not activated her account has nothing to lose', () => {
  expect(warningOf(account({}))).toBeNull();
  expect(warningOf(account({ status: 'NOT_NOTIFIED' }))).toBeNull();
});

test('who has chosen a password loses it', () => {
  expect(warningOf(account({ status: 'ACTIVATED' }))).toMatch(/ne fonctionnera plus/);
});

test('a pupil can help herself only with an address she has confirmed', () => {
  for (const population of ['students', 'external_students'] as const) {
    const pupil = { population, status: 'ACTIVATED' } as const;
    expect(warningOf(account({ ...pupil, email_confirmed: true }))).toMatch(/il peut aussi/);
    expect(warningOf(account(pupil))).toMatch(/il ne peut pas le réinitialiser seul/);
  }
});

test('guardians are told of their own ways', () => {
  const guardian = { population: 'guardians', status: 'ACTIVATED' } as const;
  expect(warningOf(account(guardian))).toMatch(/seul avec son téléphone portable\.$/);
  expect(warningOf(account({ ...guardian, email_confirmed: true }))).toMatch(
    /ou son adresse email validée\.$/,
  );
  expect(warningOf(account({ ...guardian, origin: 'FRANCE_CONNECT' }))).toMatch(/FranceConnect/);
  expect(warningOf(account({ ...guardian, status: 'ACTIVATING' }))).toMatch(/recommencer/);
});
