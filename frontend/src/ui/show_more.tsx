import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from './button';

interface ShowMoreProps {
  found: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
}

/** Asks for the page that follows those shown, while there is one. */
export function ShowMore({ found }: ShowMoreProps) {
  if (!found.hasNextPage) return null;
  return (
    <Button
      priority="secondary"
      busy={found.isFetchingNextPage}
      onClick={() => void found.fetchNextPage()}
    >
      Afficher la suite
    </Button>
  );
}
