/** Everyone of the school whom a text may mean: pupils, external pupils, guardians for who administers. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import {
  type Population,
  searchExternalStudents,
  searchGuardians,
  searchStudents,
} from '@/api/generated';
import { type CurrentSchool, schoolKey, useSchool } from '@/features/schools/school';
import {
  type FoundGroup,
  foundExternalStudents,
  foundGuardians,
  foundStudents,
} from './found_people';

/** One letter would find half of the school. */
export const LEAST = 2;

// Enough to bring forward those whose family name begins so, among all who bear the name somewhere.
const LIMIT = 100;

type Search = (uai: string, q: string, signal: AbortSignal) => Promise<FoundGroup>;

const SEARCH: Record<Population, Search> = {
  students: async (uai, q, signal) =>
    foundStudents(await searchStudents({ path: { uai }, query: { q, limit: LIMIT }, signal }), q),
  external_students: async (uai, q, signal) =>
    foundExternalStudents(
      await searchExternalStudents({ path: { uai }, query: { q, limit: LIMIT }, signal }),
      q,
    ),
  guardians: async (uai, q, signal) =>
    foundGuardians(await searchGuardians({ path: { uai }, query: { q, limit: LIMIT }, signal }), q),
};

export function populationsAt(school: CurrentSchool): Population[] {
  const populations: Population[] = ['students'];
  if (school.home.counts.external_students > 0) populations.push('external_students');
  if (school.administration) populations.push('guardians');
  return populations;
}

export interface PeopleSearch {
  groups: FoundGroup[];
  /** Still looking: `groups` are then of an earlier text. */
  pending: boolean;
  error: Error | null;
  retry: () => void;
}

export function usePeopleSearch(sought: string): PeopleSearch {
  const school = useSchool();
  const enabled = sought.length >= LEAST;
  const results = useQueries({
    queries: populationsAt(school).map((population) => ({
      queryKey: schoolKey(school.uai, 'counter', population, sought),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        SEARCH[population](school.uai, sought, signal),
      enabled,
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    })),
  });
  return {
    // All together, or a late answer would push down what one is about to choose.
    groups:
      enabled && results.every(({ isPending }) => !isPending)
        ? results.flatMap(({ data }) => data ?? [])
        : [],
    pending: enabled && results.some((each) => each.isPending || each.isPlaceholderData),
    error: results.find((each) => each.error)?.error ?? null,
    retry: () => {
      for (const each of results) if (each.error) void each.refetch();
    },
  };
}
