import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { OutcomeAnswer } from '@/api/generated';
import { operation } from './an_operation';
import { outcomeColumns } from './outcome_columns';

const outcome = (over: Partial<OutcomeAnswer>): OutcomeAnswer => ({
  account_id: 'a',
  family_name: 'Nom',
  first_name: 'Prénom',
  username: 'p.nom',
  school_class: null,
  status: 'DONE',
  effect: null,
  reason: null,
  mail: null,
  ...over,
});

/** What a row says in a column. */
function told(column: string, row: OutcomeAnswer): string {
  const columns = outcomeColumns(
    '0450822Z',
    operation({ population: 'guardians', channel: 'email' }),
  );
  const cell: ReactNode = columns.find(({ id }) => id === column)?.cell(row);
  return renderToStaticMarkup(cell).replace(/<[^>]*>/g, '');
}

test('a row tells the effect of what was done, and the reason of what was not', () => {
  const done = outcome({ effect: 'NEW_PASSWORD', mail: 'BOUNCED' });
  expect(told('outcome', done)).toBe('Traité : nouveau mot de passe provisoire');
  expect(told('mail', done)).toBe('non remis, adresse en erreur');

  const refused = outcome({
    status: 'FAILED',
    effect: 'NEW_PASSWORD',
    reason: 'MAIL_REJECTED',
    mail: 'REJECTED',
  });
  expect(told('outcome', refused)).toBe('En échec : email refusé par le service d’envoi');

  const leftOut = outcome({ status: 'SKIPPED', reason: 'NO_EMAIL' });
  expect(told('outcome', leftOut)).toBe('Laissé de côté : sans adresse email');
});
