import { Link2Off } from 'lucide-react';
import { type GuardianRowAnswer, searchGuardians } from '@/api/generated';
import { PAGE_SIZES } from '@/ui/pager';
import { date } from '@/words/format';
import { accountColumns, classCell, mefCell, PersonLink, usernameColumn } from './cells';
import styles from './people_list.module.css';
import type { PeopleTable } from './people_table';

function GuardianOfRow({ row }: { row: GuardianRowAnswer }) {
  return (
    <>
      <PersonLink population="guardians" person={row.guardian} />
      <span className={styles.detail}>{row.kinship_label}</span>
      {row.disputed && (
        <span className={styles.disputed}>
          <Link2Off aria-hidden size={14} />
          Rattachement erroné{row.disputed_at && `, signalé le ${date(row.disputed_at)}`}
        </span>
      )}
    </>
  );
}

/** The columns of the guide's screen, in its order: a row for each pupil of a guardian (guide §5.1). */
export const GUARDIANS_TABLE: PeopleTable<'guardians', GuardianRowAnswer> = {
  name: 'guardians',
  population: 'guardians',
  title: 'Gestion des comptes responsables',
  pageSizes: PAGE_SIZES,
  columns: [
    {
      id: 'student',
      title: 'Élève',
      sort: 'student',
      cell: ({ student }) => <PersonLink population="students" person={student} />,
    },
    {
      id: 'class',
      title: 'Classe',
      sort: 'school_class',
      nowrap: true,
      cell: ({ student }) => classCell(student),
    },
    { id: 'mef', title: 'MEF', wide: true, cell: ({ student }) => mefCell(student) },
    {
      id: 'guardian',
      title: 'Responsable',
      sort: 'name',
      header: true,
      cell: (row) => <GuardianOfRow row={row} />,
    },
    usernameColumn(({ guardian }) => guardian),
    {
      id: 'email',
      title: 'Email',
      wide: true,
      cell: ({ guardian }) =>
        guardian.email ? (
          <span className={styles.email}>
            {/* An address too long for its column is cut before its « @ », if anywhere. */}
            {guardian.email.replace(/@.*/, '')}
            <wbr />
            {guardian.email.replace(/^[^@]*/, '')}
          </span>
        ) : (
          <span className={styles.none}>Non renseignée</span>
        ),
    },
    ...accountColumns<GuardianRowAnswer>(({ guardian }) => guardian),
  ],
  search: (uai, query, signal) => searchGuardians({ path: { uai }, query, signal }),
  rowId: ({ guardian, student }) => `${guardian.account_id} ${student.account_id}`,
  person: ({ guardian }) => guardian,
};
