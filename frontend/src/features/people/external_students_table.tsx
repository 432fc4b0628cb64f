import { type ExternalStudentRow, searchExternalStudents } from '@/api/generated';
import type { Column } from '@/ui/data_table';
import { PAGE_SIZES } from '@/ui/pager';
import { accountColumns, mefCell, PersonLink, usernameColumn } from './cells';
import type { Named, PeopleTable } from './people_table';

interface ExternalStudentCells extends Named {
  mef_label: string;
  home_school_name: string;
  username: string;
}

/** Who an external student is, for both modules: no class, it is not known here (guide §4). */
export function externalStudentColumns<Row extends ExternalStudentCells>(): Column<Row>[] {
  return [
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
  ];
}

/** The columns of the guide's screen, in its order (guide §4). */
export const EXTERNAL_STUDENTS_TABLE: PeopleTable<'external_students', ExternalStudentRow> = {
  name: 'external-students',
  population: 'external_students',
  title: 'Gestion des comptes élèves extérieurs',
  pageSizes: PAGE_SIZES,
  columns: [
    ...externalStudentColumns<ExternalStudentRow>(),
    ...accountColumns<ExternalStudentRow>((student) => student),
  ],
  search: (uai, query, signal) => searchExternalStudents({ path: { uai }, query, signal }),
  rowId: (student) => student.account_id,
  person: (student) => student,
};
