import { type StudentTroubleshootingRow, troubleshootStudents } from '@/api/generated';
import { classCell, mefCell, PersonLink, usernameColumn } from '@/features/people/cells';
import type { PeopleTable } from '@/features/people/people_table';
import { passwordColumn, TROUBLESHOOTING_PAGE_SIZES, troubleshootingColumns } from './columns';

/** The columns of the guide's screen, in its order (guide §3.5). */
export const TROUBLESHOOTING_STUDENTS: PeopleTable<'students', StudentTroubleshootingRow> = {
  name: 'troubleshooting-students',
  population: 'students',
  secret: true,
  title: 'Gestion des comptes élèves',
  pageSizes: TROUBLESHOOTING_PAGE_SIZES,
  columns: [
    {
      id: 'student',
      title: 'Élève',
      sort: 'name',
      header: true,
      cell: (student) => <PersonLink population="students" person={student} />,
    },
    { id: 'class', title: 'Classe', sort: 'school_class', nowrap: true, cell: classCell },
    { id: 'mef', title: 'MEF', wide: true, cell: mefCell },
    usernameColumn((student) => student),
    passwordColumn(),
    ...troubleshootingColumns<StudentTroubleshootingRow>('students'),
  ],
  search: (uai, query, signal) => troubleshootStudents({ path: { uai }, query, signal }),
  rowId: (student) => student.account_id,
  person: (student) => student,
};
