import { expect, test } from 'vitest';
import type { StatisticsAnswer } from '@/api/generated';
import { details, summaries } from './tables';

const students = { NOT_NOTIFIED: 2, NOTIFIED: 5, ACTIVATED: 489, total: 496 };
const guardians = { NOT_NOTIFIED: 570, NOTIFIED: 3, ACTIVATING: 0, ACTIVATED: 289, total: 862 };
const nobody = { NOT_NOTIFIED: 0, NOTIFIED: 0, ACTIVATED: 0, total: 0 };

function statistics(external = nobody): StatisticsAnswer {
  return {
    computed_at: '2021-04-28T02:07:00Z',
    students: {
      by_origin: [{ ...students, origin: null, origin_label: 'N/A' }],
      total: students,
      by_class: [{ ...students, school_class: '', class_label: 'Sans classe' }],
      by_mef: [{ ...students, mef_code: '', mef_label: 'Sans MEF' }],
    },
    guardians: {
      by_origin: [{ ...guardians, origin: 'FRANCE_CONNECT', origin_label: 'FranceConnect' }],
      total: guardians,
      by_class: [],
      by_mef: [],
    },
    external_students: { by_home_school: [], total: external },
  };
}

test('the two summaries end in a total and name nobody’s origin « N/A »', () => {
  const [ofStudents, ofGuardians] = summaries(statistics());
  expect(ofStudents?.rows[0]?.label).toBe('N/A');
  expect(ofStudents?.total?.total).toBe(496);
  expect(ofGuardians?.total?.counts.ACTIVATED).toBe(289);
});

test('only guardians are « en cours d’activation »', () => {
  const [ofStudents, ofGuardians] = summaries(statistics());
  expect(ofStudents?.statuses).not.toContain('ACTIVATING');
  expect(ofGuardians?.statuses).toContain('ACTIVATING');
});

test('guardians by class have no total: one may be in two classes', () => {
  const byName = new Map(details(statistics()).map((table) => [table.name, table]));
  expect(byName.get('students_by_class')?.total?.total).toBe(496);
  expect(byName.get('guardians_by_class')?.total).toBeNull();
});

test('external students have a table only where there are some', () => {
  const names = (found: StatisticsAnswer) => details(found).map((table) => table.name);
  expect(names(statistics())).not.toContain('external_students_by_home_school');
  expect(names(statistics(students))).toContain('external_students_by_home_school');
});
