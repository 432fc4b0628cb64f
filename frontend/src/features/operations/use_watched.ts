/** An operation that is under the eyes, in its dialog or on its page: its end is told there. */
import { useEffect, useRef } from 'react';
import type { OperationAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { useAnnounce } from '@/ui/announcer';
import { resultSentence } from './operation_words';
import { forgetStarted, watch } from './started_operations';
import { isRunning } from './use_operations';

export function useWatched(operation: OperationAnswer): void {
  const { uai } = useSchool();
  const announce = useAnnounce();
  const running = isRunning(operation);
  const wasRunning = useRef(running);
  const id = operation.operation_id;

  useEffect(() => watch(id), [id]);
  useEffect(() => {
    if (running) return;
    // The corner of the screen need not tell it again.
    forgetStarted(uai, id);
    if (wasRunning.current) announce(resultSentence(operation));
    wasRunning.current = false;
  }, [running, uai, id, operation, announce]);
}
