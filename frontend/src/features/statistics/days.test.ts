import { expect, test } from 'vitest';
import type { DayTotals } from '@/api/generated';
import { withChanges } from './days';

function day(name: string, activated: number): DayTotals {
  const students = { NOT_NOTIFIED: 0, NOTIFIED: 10 - activated, ACTIVATED: activated, total: 10 };
  return {
    day: name,
    students,
    students_by_origin: [],
    guardians: { ...students, ACTIVATING: 0 },
    guardians_by_origin: [],
    external_students: students,
  };
}

test('each day is told beside the one before, the oldest beside none', () => {
  const days = withChanges([day('2026-11-03', 7), day('2026-11-02', 4), day('2026-11-01', 5)]);
  expect(days.map((each) => each.students.change)).toEqual([3, -1, null]);
  expect(days[0]?.guardians).toEqual({ activated: 7, total: 10, change: 3 });
});
