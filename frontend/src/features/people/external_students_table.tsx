import { type ExternalStudentRow, searchExternalStudents } from '@/api/generated';
import { PAGE_SIZES } from '@/ui/pager';
import { accountColumns, mefCell, PersonLink, usernameColumn } from './cells';
import type { PeopleTable } from './people_table';

/** The columns of the guide's screen, in its order (guide §4): no class, it is not known here. */
export const EXTERNAL_STUDENTS_TABLE: PeopleTable<'external_students', ExternalStudentRow> = {
  name: 'external-students',
  population: 'external_students',
  title: 'Gestion des comptes élèves extérieurs',
  pageSizes: PAGE_SIZES,
  columns: [
    {
      id: 'student',
      title: 'Élève',
      sort: 'name',
      header: true,
      cell: (student) => <PersonLink population="external_students" person={student} />,
    },
    { id: 'mef', title: 'MEF', wide: true, cell: mefCell },
    {
      id: 'home-school',
      title: 'Établissement de rattachement',
      sort: 'home_school',
      cell: (student) => student.home_school_name,
    },
    usernameColumn((student) => student),
    ...accountColumns<ExternalStudentRow>((student) => student),
  ],
  search: (uai, query, signal) => searchExternalStudents({ path: { uai }, query, signal }),
  rowId: (student) => student.account_id,
  person: (student) => student,
};
