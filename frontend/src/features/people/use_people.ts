/** What a list reads: the page shown, the numbers by status of its search, what it can be filtered by. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type AccountStatus, getSearchOptions, type Population } from '@/api/generated';
import { SECRET } from '@/api/query_client';
import { schoolKey } from '@/features/schools/school';
import type { PeopleQuery, PeopleTable } from './people_table';

const keptFor = ({ secret = false }: { secret?: boolean }) => (secret ? SECRET : {});

export function usePeoplePage<P extends Population, Row extends object>(
  uai: string,
  table: PeopleTable<P, Row>,
  query: PeopleQuery<P>,
) {
  return useQuery({
    queryKey: schoolKey(uai, table.name, query),
    queryFn: ({ signal }) => table.search(uai, query, signal),
    // The rows of before hold the place of those to come; the list says that they are stale.
    placeholderData: keepPreviousData,
    ...keptFor(table),
  });
}

export type Figures = { [status in AccountStatus]?: number };

/** How many of each status the search finds, whichever statuses it keeps: what one could have. */
export function useFigures<P extends Population, Row extends object>(
  uai: string,
  table: PeopleTable<P, Row>,
  query: PeopleQuery<P>,
  shown: Figures | undefined,
): Figures | undefined {
  const filtered = (query.status ?? []).length > 0;
  const { status: _, cursor: __, ...others } = query;
  const all: PeopleQuery<P> = { ...others, limit: 1 };
  const answer = useQuery({
    queryKey: schoolKey(uai, table.name, all),
    queryFn: ({ signal }) => table.search(uai, all, signal),
    enabled: filtered,
    placeholderData: keepPreviousData,
    ...keptFor(table),
  });
  return filtered ? answer.data?.counts : shown;
}

export function useSearchOptions(uai: string, population: Population) {
  return useQuery({
    queryKey: schoolKey(uai, 'search-options', population),
    queryFn: ({ signal }) => getSearchOptions({ path: { uai }, query: { population }, signal }),
    staleTime: 5 * 60_000,
  }).data;
}
