import type { UsernameChangeState } from '@/api/generated';

/** In the order of a request's life. */
export const STATES: readonly UsernameChangeState[] = ['REQUESTED', 'APPLIED', 'REFUSED'];

export const STATE: Record<UsernameChangeState, string> = {
  REQUESTED: 'Demandé',
  APPLIED: 'Attribué',
  REFUSED: 'Refusé',
};

/** Of several. */
export const STATES_OF: Record<UsernameChangeState, string> = {
  REQUESTED: 'Demandés',
  APPLIED: 'Attribués',
  REFUSED: 'Refusés',
};

export const isState = (word: string | null): word is UsernameChangeState =>
  word !== null && Object.hasOwn(STATE, word);
