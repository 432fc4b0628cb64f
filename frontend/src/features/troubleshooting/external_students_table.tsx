import { type ExternalTroubleshootingRow, troubleshootExternalStudents } from '@/api/generated';
import { externalStudentColumns } from '@/features/people/external_students_table';
import type { PeopleTable } from '@/features/people/people_table';
import { passwordColumn, TROUBLESHOOTING_PAGE_SIZES, troubleshootingColumns } from './columns';

/** The same for students of other schools: our extension of the guide. */
export const TROUBLESHOOTING_EXTERNAL_STUDENTS: PeopleTable<
  'external_students',
  ExternalTroubleshootingRow
> = {
  name: 'troubleshooting-external-students',
  population: 'external_students',
  secret: true,
  title: 'Gestion des comptes élèves extérieurs',
  pageSizes: TROUBLESHOOTING_PAGE_SIZES,
  columns: [
    ...externalStudentColumns<ExternalTroubleshootingRow>(),
    passwordColumn(),
    ...troubleshootingColumns<ExternalTroubleshootingRow>('external_students'),
  ],
  search: (uai, query, signal) => troubleshootExternalStudents({ path: { uai }, query, signal }),
  rowId: (student) => student.account_id,
  person: (student) => student,
};
