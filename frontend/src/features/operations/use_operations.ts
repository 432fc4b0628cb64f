/** The school's operations: one reading that the tray, the dialogs and the page share. */
import { type QueryClient, useQuery } from '@tanstack/react-query';
import {
  getOperation,
  listOperations,
  listOutcomes,
  type OperationAnswer,
  type OperationList,
} from '@/api/generated';
import { schoolKey } from '@/features/schools/school';

// Under way, figures move each second; otherwise a colleague's operation may begin.
const RUNNING_MS = 1_000;
const RESTING_MS = 60_000;
const SHOWN = 100;

export const isRunning = (operation: OperationAnswer): boolean =>
  operation.status === 'QUEUED' || operation.status === 'RUNNING';

const operationsKey = (uai: string) => schoolKey(uai, 'operations');

/** Not read while the page is hidden (the default of an interval), and at once when it is back. */
export function useOperations(uai: string) {
  return useQuery({
    queryKey: operationsKey(uai),
    queryFn: ({ signal }) => listOperations({ path: { uai }, query: { limit: SHOWN }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? RUNNING_MS : RESTING_MS),
  });
}

/** One operation, older ones too. */
export function useOperation(uai: string, operationId: string) {
  return useQuery({
    queryKey: schoolKey(uai, 'operation', operationId),
    queryFn: ({ signal }) => getOperation({ path: { uai, operation_id: operationId }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? RUNNING_MS : false),
  });
}

/** An operation just begun is followed at once, without waiting for the next reading. */
export function noteOperation(queries: QueryClient, uai: string, started: OperationAnswer): void {
  queries.setQueryData<OperationList>(operationsKey(uai), (before) => ({
    items: [
      // A single reset answers its password beside the operation: it is not kept.
      withoutCredentials(started),
      ...(before?.items ?? []).filter((each) => each.operation_id !== started.operation_id),
    ],
  }));
}

function withoutCredentials(started: OperationAnswer): OperationAnswer {
  const { credentials: _secret, ...operation } = {
    credentials: null,
    ...started,
  };
  return operation;
}

const MAIL_MS = 15_000;

/** What became of the accounts, in figures by reason; of e-mails, for as long as they may move. */
export function useTotals(uai: string, operation: OperationAnswer) {
  return useQuery({
    queryKey: schoolKey(uai, 'operation', operation.operation_id, 'totals', operation.status),
    queryFn: ({ signal }) =>
      listOutcomes({
        path: { uai, operation_id: operation.operation_id },
        query: { limit: 1 },
        signal,
      }),
    select: (page) => page.totals,
    enabled: !isRunning(operation),
    refetchInterval: ({ state }) =>
      state.data?.totals.some(({ mail }) => mail && MOVING.has(mail)) ? MAIL_MS : false,
  });
}

const MOVING: ReadonlySet<string> = new Set(['PENDING', 'SENDING', 'SENT']);

const ALL = 500;

/** The ids of an operation's accounts of one kind, all pages together. */
export async function accountsOf(
  uai: string,
  operationId: string,
  kind: { status?: 'FAILED'; reason?: 'NO_EMAIL' },
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listOutcomes>> = await listOutcomes({
      path: { uai, operation_id: operationId },
      query: {
        status: kind.status && [kind.status],
        reason: kind.reason && [kind.reason],
        limit: ALL,
        cursor,
      },
    });
    ids.push(...page.items.map((each) => each.account_id));
    cursor = page.next_cursor;
  } while (cursor !== null);
  return ids;
}
