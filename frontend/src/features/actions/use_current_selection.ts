/** A selection by criteria whose search has changed: the same criteria, with the total of now. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { ApiError } from '@/api/client';
import {
  type CriteriaRequest,
  type Population,
  searchExternalStudents,
  searchGuardians,
  searchStudents,
} from '@/api/generated';
import type { ActionRequest } from './action_request';

export const isSelectionChanged = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'selection_changed';

export function useCurrentSelection(
  request: ActionRequest,
  onCurrent: (request: ActionRequest) => void,
): UseMutationResult<number, ApiError, void> {
  const { uai, chosen } = request;
  return useMutation({
    mutationFn: () => currentTotal(uai, chosen.population, chosen.selection.criteria ?? {}),
    onSuccess: (total) => {
      const selection = { ...chosen.selection, expected_total: total };
      onCurrent({ ...request, chosen: { ...chosen, selection } });
    },
  });
}

/** The rows of the search, one per child for guardians: what `expected_total` is held against. */
async function currentTotal(
  uai: string,
  population: Population,
  criteria: CriteriaRequest,
): Promise<number> {
  const call = { path: { uai } };
  const { q, mef_code, status } = criteria;
  const common = { q, mef_code, status, limit: 1 };
  if (population === 'external_students') {
    const query = { ...common, home_school: criteria.home_school };
    return (await searchExternalStudents({ ...call, query })).total;
  }
  const query = { ...common, school_class: criteria.school_class };
  if (population === 'students') return (await searchStudents({ ...call, query })).total;
  const { email, origin, disputed } = criteria;
  const page = await searchGuardians({ ...call, query: { ...query, email, origin, disputed } });
  return page.total;
}
