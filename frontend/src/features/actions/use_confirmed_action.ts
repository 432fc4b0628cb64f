/** Sends what was confirmed, as often as it takes, and starts it once. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ApiError } from '@/api/client';
import type { OperationAnswer, ResetAnswer } from '@/api/generated';
import { rememberStarted } from '@/features/operations/started_operations';
import { isRunning, noteOperation } from '@/features/operations/use_operations';
import { type ActionRequest, startAction } from './action_request';
import { isRetryable } from './retryable';
import { answered, keyFor } from './unanswered';

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
  const confirmed = useRef<{ request: ActionRequest; key: Promise<string> } | null>(null);
  // Told at once, unlike a state: a second press may come before the next rendering.
  const underWay = useRef(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  const send = useCallback(async () => {
    if (confirmed.current === null || underWay.current) return;
    underWay.current = true;
    setSending(true);
    setError(null);
    const { request } = confirmed.current;
    const key = await confirmed.current.key;
    try {
      const started = await startAction(request, key);
      answered(key);
      if (isRunning(started)) rememberStarted(request.uai, started.operation_id);
      await noteOperation(queries, request.uai, started);
      // Still under way for this dialog: it is over for it, and sends nothing more.
      onStarted(started);
    } catch (failure) {
      const problem = failure instanceof ApiError ? failure : unexpected();
      if (!isRetryable(problem)) answered(key);
      setError(problem);
      underWay.current = false;
    } finally {
      setSending(false);
    }
  }, [onStarted, queries]);

  return {
    sending,
    error,
    again: () => void send(),
    confirm: (request) => {
      if (underWay.current) return;
      confirmed.current = { request, key: keyFor(request) };
      void send();
    },
    forget: () => {
      confirmed.current = null;
      setError(null);
    },
  };
}

const unexpected = () =>
  new ApiError(0, 'unexpected', 'La demande n’a pas abouti. Réessayez dans un instant.');
