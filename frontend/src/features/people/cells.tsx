/** The cells that several tables of people have. */
import { Eye } from 'lucide-react';
import { Link } from 'react-router';
import type { AccountOrigin, AccountStatus, Population } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import type { Column } from '@/ui/data_table';
import { StatusBadge } from '@/ui/status_badge';
import { NO_CLASS, NO_MEF, originLabel, POPULATION_PATH } from '@/words/accounts';
import { date, personName } from '@/words/format';
import styles from './people_list.module.css';
import type { Named } from './people_table';

/** The way to the person's page, with the guide's eye. It says that one comes from the list. */
export function PersonLink({ population, person }: { population: Population; person: Named }) {
  const { uai } = useSchool();
  const words = personName(person).split(' ');
  const last = words.pop();
  return (
    <Link
      to={`/${uai}/${POPULATION_PATH[population]}/${person.account_id}`}
      state={{ fromList: true }}
      className={styles.person}
    >
      {words.join(' ')}{' '}
      <span className={styles.together}>
        {last}
        <Eye aria-hidden size={16} />
      </span>
    </Link>
  );
}

export function StatusCell({ status }: { status: AccountStatus }) {
  return (
    <span className={styles.status}>
      <StatusBadge status={status} />
    </span>
  );
}

interface Schooling {
  school_class: string;
  mef_label: string;
}

export const classCell = ({ school_class }: Pick<Schooling, 'school_class'>) =>
  school_class || NO_CLASS;

export const mefCell = ({ mef_label }: Pick<Schooling, 'mef_label'>) => mef_label || NO_MEF;

const dateCell = (at: string | null) =>
  at ? (
    date(at)
  ) : (
    <span className={styles.none}>
      <span aria-hidden>–</span>
      <span className="fr-sr-only">Aucune</span>
    </span>
  );

interface AccountCells {
  username: string;
  status: AccountStatus;
  origin: AccountOrigin | null;
  notified_at: string | null;
  last_sign_in_at: string | null;
}

export function usernameColumn<Row>(account: (row: Row) => { username: string }): Column<Row> {
  return {
    id: 'username',
    title: 'Identifiant',
    nowrap: true,
    cell: (row) => account(row).username,
  };
}

/** From « Statut du compte » to « Date de dernière connexion », in the guide's order. */
export function accountColumns<Row>(account: (row: Row) => AccountCells): Column<Row>[] {
  return [
    {
      id: 'status',
      title: 'Statut du compte',
      cell: (row) => <StatusCell status={account(row).status} />,
    },
    {
      id: 'origin',
      title: 'Origine du compte',
      cell: (row) => originLabel(account(row).origin),
    },
    {
      id: 'notified',
      title: 'Date de notification',
      nowrap: true,
      cell: (row) => dateCell(account(row).notified_at),
    },
    {
      id: 'signed-in',
      title: 'Date de dernière connexion',
      nowrap: true,
      cell: (row) => dateCell(account(row).last_sign_in_at),
    },
  ];
}
