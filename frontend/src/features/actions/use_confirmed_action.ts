/** Sends what was confirmed, as often as it takes, and starts it once. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ApiError } from '@/api/client';
import type { OperationAnswer, ResetAnswer } from '@/api/generated';
import { rememberStarted } from '@/features/operations/started_operations';
import { isRunning, noteOperation } from '@/features/operations/use_operations';
import { type ActionRequest, startAction } from './action_request';

export interface ConfirmedAction {
  sending: boolean;
  /** Why the last sending failed; `again` sends the same request under the same key. */
  error: ApiError | null;
  confirm: (request: ActionRequest) => void;
  again: () => void;
  forget: () => void;
}

export function useConfirmedAction(
  onStarted: (operation: OperationAnswer | ResetAnswer) => void,
): ConfirmedAction {
  const queries = useQueryClient();
  const confirmed = useRef<{ request: ActionRequest; key: string } | null>(null);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  const again = useCallback(async () => {
    if (confirmed.current === null) return;
    const { request, key } = confirmed.current;
    setSending(true);
    setError(null);
    try {
      const started = await startAction(request, key);
      if (isRunning(started)) rememberStarted(request.uai, started.operation_id);
      noteOperation(queries, request.uai, started);
      onStarted(started);
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : unexpected());
    } finally {
      setSending(false);
    }
  }, [onStarted, queries]);

  return {
    sending,
    error,
    again: () => void again(),
    confirm: (request) => {
      confirmed.current = { request, key: crypto.randomUUID() };
      void again();
    },
    forget: () => {
      confirmed.current = null;
      setError(null);
    },
  };
}

const unexpected = () =>
  new ApiError(0, 'unexpected', 'La demande n’a pas abouti. Réessayez dans un instant.');
