/** Whether what the school's data say is old enough to be told. */

/** Rosters come weekly at the least, but for the longest holidays. */
const OLD_AFTER_DAYS = 21;
const DAY = 24 * 60 * 60 * 1000;

export type RosterAge =
  | { kind: 'none' }
  | { kind: 'recent'; at: string }
  | { kind: 'old'; at: string; days: number };

export function rosterAge(updatedAt: string | null, now: Date): RosterAge {
  if (updatedAt === null) return { kind: 'none' };
  const days = Math.floor((now.getTime() - new Date(updatedAt).getTime()) / DAY);
  return days >= OLD_AFTER_DAYS
    ? { kind: 'old', at: updatedAt, days }
    : { kind: 'recent', at: updatedAt };
}
