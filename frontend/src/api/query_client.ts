import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './client';

const TRIES = 3;

/** Reads are tried again when the service or the network failed; what was refused is told at once. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // What the browser believes of the network is no proof: a request is tried, and its failure told.
        networkMode: 'always',
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < TRIES && error instanceof ApiError && error.temporary,
        retryDelay: (failures) => 500 * 2 ** failures,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/**
 * For answers that hold temporary passwords: each reading counts for the person's day, so that none
 * is read again unasked; and they are not kept once nobody looks at them.
 */
export const SECRET = {
  gcTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;
