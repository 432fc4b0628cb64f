import { expect, test } from 'vitest';
import { outcomeFilters } from './outcome_filters';

const left = { status: 'SKIPPED', effect: null, mail: null } as const;

test('a report is narrowed to what is in it, each in agreement with its number', () => {
  const filters = outcomeFilters([
    { status: 'DONE', effect: 'NEW_PASSWORD', reason: null, mail: 'SENT', count: 1 },
    { ...left, reason: 'ACTIVATED', count: 12 },
    { ...left, reason: 'DEPARTED', count: 1 },
    { status: 'FAILED', effect: null, reason: 'MAIL_REJECTED', mail: 'REJECTED', count: 2 },
  ]);
  expect(filters.map(({ value, label }) => [value, label])).toEqual([
    ['', 'Tous les comptes (16)'],
    ['DONE', 'Traité (1)'],
    ['SKIPPED', 'Laissés de côté (13)'],
    ['SKIPPED.ACTIVATED', 'Laissés de côté : comptes déjà activés (12)'],
    ['SKIPPED.DEPARTED', 'Laissé de côté : parti de l’établissement (1)'],
    ['FAILED', 'En échec (2)'],
    ['FAILED.MAIL_REJECTED', 'En échec : emails refusés par le service d’envoi (2)'],
    ['mail.SENT', 'Email envoyé (1)'],
    ['mail.REJECTED', 'Emails refusés à l’envoi (2)'],
  ]);
  expect(filters[4]?.query).toEqual({ status: ['SKIPPED'], reason: ['DEPARTED'] });
});
