import { expect, test } from 'vitest';
import type { AddressAnswer } from '@/api/generated';
import { addressState, printedAddresses } from './address_state';

const none: AddressAnswer = {
  url: null,
  verified: false,
  active: false,
  checked_at: null,
  failure: null,
  failure_label: null,
};
const verified = { ...none, url: 'https://ent.exemple.fr', verified: true };
const active = { ...verified, active: true };

test('an active address is neither typed in nor saved, and can be switched off', () => {
  const state = addressState(active, 'https://ent.exemple.fr');
  expect(state).toMatchObject({ editable: false, canSave: false, canSwitch: true });
});

test('a changed address is no longer verified', () => {
  const state = addressState(verified, 'https://autre.exemple.fr');
  expect(state).toMatchObject({ changed: true, verified: false, canSave: true, canSwitch: false });
  expect(state.whyNotSwitch).toContain('saisir');
});

test('spaces around what is typed change nothing', () => {
  expect(addressState(verified, ' https://ent.exemple.fr ').changed).toBe(false);
});

test('one that is there but not verified cannot be switched on, and says why', () => {
  const state = addressState({ ...verified, verified: false }, 'https://ent.exemple.fr');
  expect(state).toMatchObject({ canVerify: true, canSwitch: false });
  expect(state.whyNotSwitch).toContain('vérifiée');
});

test('the school’s address takes the place of the pupils’ and is added to the guardians’', () => {
  const portal = 'https://commun.exemple.fr';
  expect(printedAddresses('students', active, portal)).toEqual([active.url]);
  expect(printedAddresses('guardians', active, portal)).toEqual([portal, active.url]);
  expect(printedAddresses('students', verified, portal)).toEqual([portal]);
});
