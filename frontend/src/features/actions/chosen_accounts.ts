import type { Population, SelectionRequest } from '@/api/generated';

/** Whom an action is about: named accounts, or a whole search minus exceptions, as the API takes it. */
export interface ChosenAccounts {
  population: Population;
  selection: SelectionRequest;
  /** How many accounts that is: a guardian of three pupils is one. */
  count: number;
  /** What the holder of the one account chosen loses by a reset, when that is known. */
  resetWarning?: string | null;
}
