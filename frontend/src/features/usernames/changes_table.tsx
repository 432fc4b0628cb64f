/** The last request of each account that has one (guide §8). */
import { Undo2 } from 'lucide-react';
import { Link } from 'react-router';
import type { UsernameChangeAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { type Column, DataTable } from '@/ui/data_table';
import { POPULATION, POPULATION_PATH } from '@/words/accounts';
import { date, personName } from '@/words/format';
import { StateBadge } from './state_badge';
import styles from './usernames.module.css';

interface ChangesTableProps {
  changes: readonly UsernameChangeAnswer[];
  stale: boolean;
  onWithdraw: (change: UsernameChangeAnswer) => void;
}

export function ChangesTable({ changes, stale, onWithdraw }: ChangesTableProps) {
  const { uai } = useSchool();
  const columns: Column<UsernameChangeAnswer>[] = [
    {
      id: 'person',
      title: 'Titulaire',
      header: true,
      cell: (change) => (
        <Link to={`/${uai}/${POPULATION_PATH[change.population]}/${change.account_id}`}>
          {personName(change)}
        </Link>
      ),
    },
    {
      id: 'population',
      title: 'Population, classe',
      cell: (change) =>
        change.school_class
          ? `Élève, ${change.school_class}`
          : POPULATION[change.population].one.replace(/^./, (first) => first.toUpperCase()),
    },
    { id: 'state', title: 'État', cell: (change) => <StateBadge state={change.state} /> },
    {
      id: 'former',
      title: 'Ancien identifiant',
      nowrap: true,
      cell: (change) => change.former_username && <code>{change.former_username}</code>,
    },
    {
      id: 'username',
      title: 'Identifiant en vigueur',
      nowrap: true,
      cell: (change) => <code>{change.username}</code>,
    },
    {
      id: 'requested',
      title: 'Demande',
      cell: (change) => `${date(change.requested_at)}, ${change.requested_by}`,
    },
    {
      id: 'decided',
      title: 'Suite donnée',
      cell: (change) => <Sequel change={change} onWithdraw={onWithdraw} />,
    },
  ];
  return (
    <DataTable
      caption="Demandes de nouvel identifiant"
      columns={columns}
      rows={changes}
      rowId={(change) => change.account_id}
      stale={stale}
    />
  );
}

function Sequel({
  change,
  onWithdraw,
}: {
  change: UsernameChangeAnswer;
  onWithdraw: (change: UsernameChangeAnswer) => void;
}) {
  if (change.state === 'REQUESTED') {
    return (
      <span className={styles.withdraw}>
        <Button small priority="tertiary" icon={Undo2} onClick={() => onWithdraw(change)}>
          Annuler la demande
          <span className="fr-sr-only"> pour {personName(change)}</span>
        </Button>
      </span>
    );
  }
  return (
    <>
      {date(change.decided_at)}
      {change.refusal_label && <span className={styles.refusal}>{change.refusal_label}</span>}
    </>
  );
}
