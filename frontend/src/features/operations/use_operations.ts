/** The school's operations: one reading that the tray, the dialogs and the page share. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError } from '@/api/client';
import {
  getOperation,
  listOperations,
  listOutcomes,
  type OperationAnswer,
  type OperationList,
  type OutcomeTotal,
} from '@/api/generated';
import { schoolKey } from '@/features/schools/school';
import type { OutcomeQuery } from './outcome_filters';
import { forgetStarted, startedOperations } from './started_operations';

// Under way, figures move each second; otherwise a colleague's operation may begin.
const RUNNING_MS = 1_000;
const RESTING_MS = 60_000;
const SHOWN = 100;

export const isRunning = (operation: OperationAnswer): boolean =>
  operation.status === 'QUEUED' || operation.status === 'RUNNING';

const operationsKey = (uai: string) => schoolKey(uai, 'operations');
const operationKey = (uai: string, operationId: string) => schoolKey(uai, 'operation', operationId);

/** Not read while the page is hidden (the default of an interval), and at once when it is back. */
export function useOperations(uai: string) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: operationsKey(uai),
    queryFn: ({ signal }) => readOperations(uai, signal),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.items.some((each) => isRunning(each) && !isFollowed(queries, uai, each))
        ? RUNNING_MS
        : RESTING_MS,
  });
}

/** The last operations, and any this tab began that the list does not hold: read until they end. */
async function readOperations(uai: string, signal: AbortSignal): Promise<OperationList> {
  const { items } = await listOperations({ path: { uai }, query: { limit: SHOWN }, signal });
  const listed = new Set(items.map((each) => each.operation_id));
  const others = startedOperations(uai).filter((id) => !listed.has(id));
  const read = await Promise.all(others.map((id) => readStarted(uai, id, signal)));
  return { items: [...read.filter((each) => each !== null), ...items] };
}

async function readStarted(
  uai: string,
  operationId: string,
  signal: AbortSignal,
): Promise<OperationAnswer | null> {
  try {
    return await getOperation({ path: { uai, operation_id: operationId }, signal });
  } catch (error) {
    if (!(error instanceof ApiError && GONE.has(error.status))) throw error;
    forgetStarted(uai, operationId);
    return null;
  }
}

const GONE: ReadonlySet<number> = new Set([403, 404]);

/** One operation, older ones too: what it is read for tells the list, so that one reading does. */
export function useOperation(uai: string, operationId: string) {
  const queries = useQueryClient();
  // Left under way, it is the list's to follow again.
  useEffect(
    () => () => void queries.invalidateQueries({ queryKey: operationsKey(uai), exact: true }),
    [queries, uai],
  );
  return useQuery({
    queryKey: operationKey(uai, operationId),
    queryFn: async ({ signal }) => {
      const operation = await getOperation({ path: { uai, operation_id: operationId }, signal });
      queries.setQueryData<OperationList>(operationsKey(uai), (before) =>
        updated(before, operation),
      );
      return operation;
    },
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? RUNNING_MS : false),
  });
}

function updated(list: OperationList | undefined, operation: OperationAnswer) {
  const { operation_id } = operation;
  return (
    list && {
      items: list.items.map((each) => (each.operation_id === operation_id ? operation : each)),
    }
  );
}

/** The figures could not be read just now, and are asked for again. */
export const isInterrupted = ({
  isError,
  failureCount,
}: {
  isError: boolean;
  failureCount: number;
}) => isError || failureCount > 0;

/** Its dialog or its page reads it each second already. */
function isFollowed(queries: QueryClient, uai: string, { operation_id }: OperationAnswer): boolean {
  const own = queries.getQueryCache().find<OperationAnswer>({
    queryKey: operationKey(uai, operation_id),
    exact: true,
  });
  return (own?.isActive() && own.state.data && isRunning(own.state.data)) ?? false;
}

/** An operation just begun is followed at once, without waiting for the next reading. */
export async function noteOperation(
  queries: QueryClient,
  uai: string,
  started: OperationAnswer,
): Promise<void> {
  const list = { queryKey: operationsKey(uai), exact: true };
  // A list asked for before it began does not know of it, and must not come after.
  await queries.cancelQueries(list);
  // A single reset answers its password beside the operation: it is not kept.
  const operation = withoutCredentials(started);
  queries.setQueryData(operationKey(uai, operation.operation_id), operation);
  queries.setQueryData<OperationList>(list.queryKey, (before) => ({
    items: [
      operation,
      ...(before?.items ?? []).filter((each) => each.operation_id !== operation.operation_id),
    ],
  }));
  void queries.invalidateQueries(list);
}

function withoutCredentials(started: OperationAnswer): OperationAnswer {
  const { credentials: _secret, ...operation } = {
    credentials: null,
    ...started,
  };
  return operation;
}

const MAIL_MS = 15_000;
// What becomes of an email sent is known within minutes, or hours later: not worth waiting for.
const MAIL_MOVES_MS = 10 * 60_000;

/** What became of the accounts, in figures by reason; of e-mails, for as long as they may move. */
export function useTotals(uai: string, operation: OperationAnswer) {
  return useQuery({
    queryKey: [...operationKey(uai, operation.operation_id), 'totals', operation.status],
    queryFn: ({ signal }) =>
      listOutcomes({
        path: { uai, operation_id: operation.operation_id },
        query: { limit: 1 },
        signal,
      }),
    select: (page) => page.totals,
    enabled: !isRunning(operation),
    refetchInterval: ({ state }) =>
      mailMayMove(operation, state.data?.totals ?? []) ? MAIL_MS : false,
  });
}

export const mailMayMove = (
  { finished_at }: Pick<OperationAnswer, 'finished_at'>,
  totals: readonly OutcomeTotal[],
  now = Date.now(),
): boolean =>
  finished_at !== null &&
  now - Date.parse(finished_at) < MAIL_MOVES_MS &&
  totals.some(({ mail }) => mail && MOVING.has(mail));

const MOVING: ReadonlySet<string> = new Set(['PENDING', 'SENDING', 'SENT']);

const ALL = 500;

/** The ids of some of an operation's accounts, all pages together. */
export async function accountsOf(
  uai: string,
  operationId: string,
  whose: OutcomeQuery,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listOutcomes>> = await listOutcomes({
      path: { uai, operation_id: operationId },
      query: { ...whose, limit: ALL, cursor },
    });
    ids.push(...page.items.map((each) => each.account_id));
    cursor = page.next_cursor;
  } while (cursor !== null);
  return ids;
}
