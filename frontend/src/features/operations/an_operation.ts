/** An operation for tests: twelve pupils notified by letter, unless said otherwise. */
import type { OperationAnswer } from '@/api/generated';

export const operation = (over: Partial<OperationAnswer> = {}): OperationAnswer => ({
  operation_id: '01a21f105ef205fb7f3b4085',
  kind: 'NOTIFICATION',
  population: 'students',
  channel: 'letter',
  reset_passwords: false,
  include_activated: false,
  status: 'SUCCEEDED',
  total: 12,
  done: 12,
  skipped: 0,
  failed: 0,
  created_at: '2026-11-27T22:11:36Z',
  created_by: 'Camille Jeton',
  finished_at: '2026-11-27T22:11:36Z',
  file_name: 'courriers-eleves-0450822Z-2026-11-27-3b4085.pdf',
  file_expires_at: '2026-11-28T21:56:36Z',
  ...over,
});
