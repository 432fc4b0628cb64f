import { expect, test } from 'vitest';
import { mailMayMove } from './use_operations';

test('emails are asked after while they may move, and not for ever', () => {
  const finished = { finished_at: '2026-11-27T22:00:00Z' };
  const sent = [
    { status: 'DONE', effect: 'NEW_PASSWORD', reason: null, mail: 'SENT', count: 3 },
  ] as const;
  const delivered = [{ ...sent[0], mail: 'DELIVERED' }] as const;
  const soon = Date.parse('2026-11-27T22:05:00Z');
  expect(mailMayMove(finished, sent, soon)).toBe(true);
  expect(mailMayMove(finished, delivered, soon)).toBe(false);
  expect(mailMayMove(finished, sent, Date.parse('2026-11-27T22:10:01Z'))).toBe(false);
});
