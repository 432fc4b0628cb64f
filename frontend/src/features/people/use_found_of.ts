import { useState } from 'react';
import type { CriteriaRequest } from '@/api/generated';
import { sameCriteria } from './list_address';
import type { Found } from './selection';

/** What a search has found, still known while another of its pages is read; nothing of another search. */
export function useFoundOf(criteria: CriteriaRequest, found: Found | undefined): Found | undefined {
  const [last, setLast] = useState(found);
  if (found && found !== last) setLast(found);
  const known = found ?? last;
  return known && sameCriteria(known.criteria, criteria) ? known : undefined;
}
