import { expect, test } from 'vitest';
import type { OperationAnswer, OutcomeTotal } from '@/api/generated';
import { operation } from './an_operation';
import { nextSteps } from './next_steps';

const BY_EMAIL: Partial<OperationAnswer> = {
  population: 'guardians',
  channel: 'email',
  file_name: null,
};
const SENT: OutcomeTotal = {
  status: 'DONE',
  effect: 'NEW_PASSWORD',
  reason: null,
  mail: 'SENT',
  count: 3,
};
const NO_EMAIL: OutcomeTotal = {
  ...SENT,
  status: 'SKIPPED',
  effect: null,
  reason: 'NO_EMAIL',
  mail: null,
};

test('nothing is offered where everybody was told', () => {
  expect(nextSteps(operation(BY_EMAIL), [SENT])).toEqual([]);
});

test.each(['BOUNCED', 'COMPLAINED', 'REJECTED'] as const)(
  'who has an e-mail %s is offered a letter, before anything else',
  (mail) => {
    const failed = mail === 'REJECTED' ? 1 : 0;
    const [first] = nextSteps(operation({ ...BY_EMAIL, failed }), [SENT, { ...SENT, mail }]);
    expect(first).toMatchObject({
      label: 'Préparer les courriers de ceux que l’email n’a pas atteints',
      whose: { mail: ['REJECTED', 'BOUNCED', 'COMPLAINED'] },
      kind: 'notification',
      options: { channel: 'letter' },
    });
  },
);

test('letters and retries keep what was asked for', () => {
  const whole = operation({
    ...BY_EMAIL,
    reset_passwords: true,
    include_activated: true,
    failed: 1,
  });
  const rejected = { ...SENT, status: 'FAILED', mail: 'REJECTED' } as const;
  const asked = { resetPasswords: true, includeActivated: true };
  expect(nextSteps(whole, [NO_EMAIL, rejected]).map(({ options }) => options)).toMatchObject([
    // They have their new password already, which the letter tells.
    { channel: 'letter', resetPasswords: false, includeActivated: true },
    { channel: 'letter', ...asked },
    { channel: 'email', ...asked },
  ]);
  const bare = operation({ ...BY_EMAIL, failed: 1 });
  for (const { options } of nextSteps(bare, [NO_EMAIL, rejected])) {
    expect(options).toMatchObject({ resetPasswords: false, includeActivated: false });
  }
});

test('what failed of a list is listed again in the same format', () => {
  const list = operation({
    kind: 'ACCOUNT_LIST',
    channel: null,
    failed: 2,
    file_name: 'liste-eleves.csv',
  });
  expect(nextSteps(list, [])).toMatchObject([
    { kind: 'list', whose: { status: ['FAILED'] }, options: { format: 'csv' } },
  ]);
});
