import { expect, test } from 'vitest';
import type { CriteriaRequest } from '@/api/generated';
import { criteriaWords } from './criteria_words';
import { canonical } from './list_address';

const OPTIONS = {
  school_classes: [{ code: '', label: 'Sans classe', count: 1 }],
  mef_codes: [{ code: '100', label: '3EME', count: 30 }],
  home_schools: [{ code: '0450833L', label: 'Lycée Biaggi', count: 2 }],
  origins: [],
  emails: [],
  disputed: 0,
};

const labels = (...asked: Parameters<typeof criteriaWords>) =>
  criteriaWords(...asked).map(({ label }) => label);

test('a search is told in the words of its filters', () => {
  const criteria = {
    q: 'martin',
    mef_code: ['100'],
    school_class: ['', '3A'],
    status: ['NOT_NOTIFIED' as const],
    home_school: ['0450833L'],
    origin: ['NONE' as const],
    email: 'absent' as const,
    disputed: true,
  };
  expect(labels(criteria, OPTIONS)).toEqual([
    'Nom : martin',
    'MEF : 3EME',
    'Classe : Sans classe',
    'Classe : 3A',
    'Établissement : Lycée Biaggi',
    'État : Non notifié',
    'Origine : Non renseignée',
    'Adresse email : non renseignée',
    'Rattachement erroné signalé',
  ]);
  expect(labels({}, OPTIONS)).toEqual([]);
});

test('until the options are known, a code stands for its label', () => {
  expect(labels({ mef_code: ['100', ''], home_school: ['0450833L'] }, undefined)).toEqual([
    'MEF : 100',
    'MEF : Sans MEF',
    'Établissement : 0450833L',
  ]);
});

test('many values of a filter are told by their number, and go together', () => {
  const classes = ['3A', '3B', '3C', '3D', '3E', '3F'];
  const [words, ...others] = criteriaWords({ school_class: classes, q: 'a' }, OPTIONS).slice(1);
  expect(others).toEqual([]);
  expect(words?.label).toBe('6 classes');
  expect(words?.without({ q: 'a', school_class: classes })).toEqual({ q: 'a' });
});

test('one value is taken away, the others stay', () => {
  const [first] = criteriaWords({ school_class: ['3A', '3B'] }, OPTIONS);
  expect(first?.without({ school_class: ['3A', '3B'] })).toEqual({ school_class: ['3B'] });
});

test('two chips taken away before the list is drawn again are both gone', () => {
  const shown: CriteriaRequest = {
    q: 'a',
    school_class: ['3A', '3B'],
    status: ['NOTIFIED'],
    email: 'absent',
    disputed: true,
  };
  const taken = criteriaWords(shown, OPTIONS).reduce((left, { without }) => without(left), shown);
  expect(canonical(taken)).toEqual({});
});
