/** The totals of each day, each beside what it was the day before. */
import type { DayTotals } from '@/api/generated';

export interface Figure {
  activated: number;
  total: number;
  /** Against the day before that is known; none for the oldest. */
  change: number | null;
}

export interface Day {
  day: string;
  students: Figure;
  guardians: Figure;
  external: Figure;
}

/** From the newest, as the API gives them. */
export function withChanges(days: readonly DayTotals[]): Day[] {
  return days.map((day, index) => {
    const before = days[index + 1];
    return {
      day: day.day,
      students: figure(day.students, before?.students),
      guardians: figure(day.guardians, before?.guardians),
      external: figure(day.external_students, before?.external_students),
    };
  });
}

interface Counted {
  ACTIVATED: number;
  total: number;
}

const figure = (now: Counted, before: Counted | undefined): Figure => ({
  activated: now.ACTIVATED,
  total: now.total,
  change: before ? now.ACTIVATED - before.ACTIVATED : null,
});
