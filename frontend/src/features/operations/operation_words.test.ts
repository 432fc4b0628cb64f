import { expect, test } from 'vitest';
import type { OutcomeTotal } from '@/api/generated';
import { operation } from './an_operation';
import {
  downloadLabel,
  figures,
  operationTitle,
  progressSentence,
  quarters,
  resultLines,
  resultSentence,
  resultSeverity,
} from './operation_words';

test('an operation is named by what it does, to how many', () => {
  expect(operationTitle(operation())).toBe('(Re)notification de 12 élèves');
  expect(operationTitle(operation({ population: 'guardians', channel: 'email', total: 1 }))).toBe(
    '(Re)notification par email de 1 responsable',
  );
  expect(operationTitle(operation({ kind: 'ACCOUNT_LIST', channel: null, total: 3 }))).toBe(
    'Liste des comptes de 3 élèves',
  );
});

test('a reset ends with the sentence of the guide', () => {
  const reset = operation({ kind: 'PASSWORD_RESET' });
  expect(resultSentence(reset)).toBe(
    'Le mot de passe a bien été réinitialisé pour les élève(s) sélectionné(s)',
  );
  expect(resultSentence({ ...reset, population: 'guardians' })).toContain('les responsable(s)');
});

test('who was left out or failed is told with how many were done', () => {
  const guardians = operation({ population: 'guardians', total: 20, done: 12, skipped: 8 });
  expect(resultSentence(guardians)).toBe(
    'Les comptes ont bien été notifiés pour 12 responsables ; 8 laissés de côté',
  );
  expect(resultSentence({ ...guardians, channel: 'email', total: 22, failed: 2 })).toBe(
    'Les emails ont bien été envoyés à 12 responsables ; 8 laissés de côté, 2 en échec',
  );
  expect(resultSentence({ ...guardians, kind: 'ACCOUNT_LIST', channel: null })).toBe(
    'La liste des comptes est prête pour 12 responsables ; 8 laissés de côté',
  );
  expect(figures(operation({ done: 9, skipped: 1, failed: 2 }))).toBe(
    '9 traités, 1 laissé de côté, 2 en échec',
  );
});

test('nothing done is no success', () => {
  const nobody = operation({ done: 0, skipped: 12 });
  expect(resultSentence(nobody)).toBe('Aucun compte n’a été notifié : 12 laissés de côté.');
  expect(resultSeverity(nobody)).toBe('info');
  expect(resultSeverity(operation({ status: 'FAILED', done: 0, failed: 12 }))).toBe('error');
  expect(resultSeverity(operation({ status: 'PARTIAL', done: 11, failed: 1 }))).toBe('warning');
  expect(resultSeverity(operation())).toBe('success');
});

test('emails that went out in vain are no success, and are counted', () => {
  const sent = operation({ population: 'guardians', channel: 'email' });
  const total = (mail: OutcomeTotal['mail'], many: number): OutcomeTotal => ({
    status: 'DONE',
    effect: 'NEW_PASSWORD',
    reason: null,
    mail,
    count: many,
  });
  const read = [total('DELIVERED', 9), total('SENT', 3)];
  expect(resultSentence(sent, read)).toBe(
    'Les emails ont bien été envoyés aux responsable(s) sélectionné(s)',
  );
  expect(resultSeverity(sent, read)).toBe('success');

  const vain = [total('DELIVERED', 9), total('BOUNCED', 2), total('COMPLAINED', 1)];
  expect(resultSentence(sent, vain)).toBe(
    'Les emails ont été envoyés à 12 responsables, dont 3 n’ont pas été atteints',
  );
  expect(resultSeverity(sent, vain)).toBe('warning');
  // Those refused have failed, and are told as such.
  const rejected: OutcomeTotal = { ...total('REJECTED', 2), status: 'FAILED' };
  expect(
    resultSentence({ ...sent, total: 14, failed: 2, status: 'PARTIAL' }, [
      total('BOUNCED', 1),
      rejected,
    ]),
  ).toBe('Les emails ont été envoyés à 12 responsables, dont 1 n’a pas été atteint ; 2 en échec');
});

test('progress is told by quarters', () => {
  const at = (done: number) => operation({ status: 'RUNNING', total: 3000, done });
  expect([0, 749, 750, 2999, 3000].map((done) => quarters(at(done)))).toEqual([0, 0, 1, 3, 4]);
  expect(progressSentence(at(749))).toBe('');
  expect(progressSentence(at(1600))).toMatch(/^\(Re\)notification de 3\s000 élèves : 50\s%$/);
  expect(progressSentence(at(1601))).toBe(progressSentence(at(1600)));
});

test('the link says the format of the file', () => {
  expect(downloadLabel(operation())).toBe('Télécharger le courrier au format PDF');
  const list = operation({ kind: 'ACCOUNT_LIST', file_name: 'liste-eleves.csv' });
  expect(downloadLabel(list)).toBe('Télécharger la liste au format CSV');
});

test('the figures are summed by effect, by reason and by what became of the mail', () => {
  const total = (over: Partial<OutcomeTotal>): OutcomeTotal => ({
    status: 'DONE',
    effect: null,
    reason: null,
    mail: null,
    count: 1,
    ...over,
  });
  const lines = resultLines([
    total({ effect: 'NEW_PASSWORD', mail: 'SENT', count: 4 }),
    total({ effect: 'NEW_PASSWORD', mail: 'BOUNCED', count: 1 }),
    total({ status: 'SKIPPED', reason: 'NO_EMAIL', count: 3 }),
    total({ status: 'SKIPPED', reason: 'DEPARTED' }),
    total({ status: 'FAILED', reason: 'MAIL_REJECTED', mail: 'REJECTED', count: 2 }),
  ]);
  expect(lines.done).toEqual([{ words: 'nouveaux mots de passe provisoires', count: 5 }]);
  expect(lines.leftOut).toEqual([
    { words: 'sans adresse email', count: 3 },
    { words: 'parti de l’établissement', count: 1 },
  ]);
  expect(lines.failed).toEqual([{ words: 'emails refusés par le service d’envoi', count: 2 }]);
  expect(lines.mail).toEqual([
    { words: 'envoyés', count: 4 },
    { words: 'non remis, adresse en erreur', count: 1 },
    { words: 'refusés à l’envoi', count: 2 },
  ]);
});
