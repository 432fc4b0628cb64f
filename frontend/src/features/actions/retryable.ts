import { ApiError } from '@/api/client';

const LOST_RACE = 'concurrent_change';

/** Whether the very same request may succeed later: the key makes sure that it is done once. */
export const isRetryable = (error: Error): boolean =>
  !(error instanceof ApiError) ||
  error.temporary ||
  error.status === 0 ||
  error.status === 401 ||
  error.code === LOST_RACE;
