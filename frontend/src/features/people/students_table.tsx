import { type StudentRow, searchStudents } from '@/api/generated';
import { PAGE_SIZES } from '@/ui/pager';
import { accountColumns, classCell, mefCell, PersonLink, usernameColumn } from './cells';
import type { PeopleTable } from './people_table';

/** The columns of the guide's screen, in its order (guide §3.1). */
export const STUDENTS_TABLE: PeopleTable<'students', StudentRow> = {
  name: 'students',
  population: 'students',
  title: 'Gestion des comptes élèves',
  pageSizes: PAGE_SIZES,
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
    ...accountColumns<StudentRow>((student) => student),
  ],
  search: (uai, query, signal) => searchStudents({ path: { uai }, query, signal }),
  rowId: (student) => student.account_id,
  person: (student) => student,
};
