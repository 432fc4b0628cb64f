/** The columns that only the troubleshooting module has (guide §3.5). */
import type { AccountStatus, PasswordCell, Population } from '@/api/generated';
import { StatusCell } from '@/features/people/cells';
import type { Named } from '@/features/people/people_table';
import type { Column } from '@/ui/data_table';
import { date } from '@/words/format';
import styles from './columns.module.css';
import { ResetButton } from './reset_button';

/** The API opens the passwords of one page, and of no longer ones. */
export const TROUBLESHOOTING_PAGE_SIZES = [25, 50] as const;

interface TroubleshootingCells extends Named {
  password: PasswordCell;
  status: AccountStatus;
  email: string;
  email_confirmed: boolean;
}

/** Read out as what it is: asterisks would be spelled. */
function Password({ password }: { password: PasswordCell }) {
  if (password.display === 'TEMPORARY') {
    return (
      <span>
        <code className={styles.password}>{password.text}</code>
        {password.expires_at && (
          <span className={styles.expiry}>avant le {date(password.expires_at)}</span>
        )}
      </span>
    );
  }
  if (password.display === 'CHOSEN') {
    return (
      <>
        <span aria-hidden>{password.text}</span>
        <span className="fr-sr-only">Choisi par l’élève</span>
      </>
    );
  }
  return <span className={styles.none}>{password.text}</span>;
}

export function passwordColumn<Row extends TroubleshootingCells>(): Column<Row> {
  return {
    id: 'password',
    title: 'Mot de passe',
    nowrap: true,
    cell: ({ password }) => <Password password={password} />,
  };
}

export function troubleshootingColumns<Row extends TroubleshootingCells>(
  population: Population,
): Column<Row>[] {
  return [
    {
      id: 'status',
      title: 'Statut du compte',
      cell: ({ status }) => <StatusCell status={status} />,
    },
    { id: 'email', title: 'Email', cell: ({ email }) => email },
    {
      id: 'reset',
      title: 'Action',
      wide: true,
      cell: (student) => <ResetButton population={population} person={student} />,
    },
  ];
}
