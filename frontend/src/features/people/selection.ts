/**
 * Who is selected in a list: accounts ticked one by one, or all that a search finds minus
 * exceptions. Survives paging and filtering; nothing here knows of screens.
 */
import type { CriteriaRequest, Population } from '@/api/generated';
import type { ChosenAccounts } from '@/features/actions/chosen_accounts';
import { canonical, sameCriteria } from './list_address';

export type Selection =
  | { kind: 'accounts'; ids: readonly string[] }
  | {
      kind: 'search';
      criteria: CriteriaRequest;
      /** Rows of the search when it was selected: the API refuses when there are others since. */
      total: number;
      /** Accounts of the search: fewer than rows where a guardian has several. */
      accounts: number;
      except: readonly string[];
    };

export const NOBODY: Selection = { kind: 'accounts', ids: [] };

/** What a search found, as the selection of its whole result needs it. */
export interface Found {
  criteria: CriteriaRequest;
  total: number;
  accounts: number;
}

export function selectSearch({ criteria, total, accounts }: Found): Selection {
  if (accounts === 0) return NOBODY;
  return { kind: 'search', criteria: canonical(criteria), total, accounts, except: [] };
}

/** Whether the whole result of another search than the one shown is selected. */
export const isOfAnotherSearch = (selection: Selection, shown: CriteriaRequest): boolean =>
  selection.kind === 'search' && !sameCriteria(selection.criteria, shown);

/** Whether an account is ticked in the list that `shown` filters. */
export function isTicked(selection: Selection, shown: CriteriaRequest, id: string): boolean {
  if (selection.kind === 'accounts') return selection.ids.includes(id);
  // Who the other search found is not known here: its ticks are not shown.
  return !isOfAnotherSearch(selection, shown) && !selection.except.includes(id);
}

/** Ticks or unticks accounts. A tick while another search is selected starts a new selection. */
export function tick(
  selection: Selection,
  shown: CriteriaRequest,
  ids: readonly string[],
  ticked: boolean,
): Selection {
  if (selection.kind === 'accounts') {
    return { kind: 'accounts', ids: changed(selection.ids, ids, ticked) };
  }
  if (isOfAnotherSearch(selection, shown)) {
    return ticked ? { kind: 'accounts', ids: changed([], ids, true) } : selection;
  }
  const except = changed(selection.except, ids, !ticked);
  return except.length >= selection.accounts ? NOBODY : { ...selection, except };
}

function changed(before: readonly string[], ids: readonly string[], add: boolean): string[] {
  const others = new Set(before);
  for (const id of ids) {
    if (add) others.add(id);
    else others.delete(id);
  }
  return [...others];
}

export const countSelected = (selection: Selection): number =>
  selection.kind === 'accounts'
    ? selection.ids.length
    : selection.accounts - selection.except.length;

/** As an action takes it; null when nobody is selected. */
export function chosenAccounts(
  population: Population,
  selection: Selection,
): ChosenAccounts | null {
  const count = countSelected(selection);
  if (count === 0) return null;
  if (selection.kind === 'accounts') {
    return { population, selection: { account_ids: [...selection.ids] }, count };
  }
  const { criteria, total, except } = selection;
  return {
    population,
    selection: { criteria, expected_total: total, except: [...except] },
    count,
  };
}

/**
 * What may be kept for the time of the tab, beyond a reload: ids and codes. A search by name is
 * not, since the name would be kept with it.
 */
export function kept(selection: Selection): string | null {
  if (countSelected(selection) === 0) return null;
  if (selection.kind === 'search' && selection.criteria.q) return null;
  return JSON.stringify(selection);
}

export function restored(text: string | null): Selection {
  if (text === null) return NOBODY;
  try {
    const value: unknown = JSON.parse(text);
    return isSelection(value) ? value : NOBODY;
  } catch {
    return NOBODY;
  }
}

function isSelection(value: unknown): value is Selection {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'accounts') return 'ids' in value && isIds(value.ids);
  return (
    value.kind === 'search' &&
    'criteria' in value &&
    typeof value.criteria === 'object' &&
    'total' in value &&
    typeof value.total === 'number' &&
    'accounts' in value &&
    typeof value.accounts === 'number' &&
    'except' in value &&
    isIds(value.except)
  );
}

const isIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
