/** The entries of the journal, newest first; each bulk action leads to its accounts. */
import { Link } from 'react-router';
import type { JournalEntryAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { type Column, DataTable } from '@/ui/data_table';
import { POPULATION, POPULATION_PATH } from '@/words/accounts';
import { agree, date, number, personName, time } from '@/words/format';

const COLUMNS: Column<JournalEntryAnswer>[] = [
  {
    id: 'at',
    title: 'Date et heure',
    header: true,
    nowrap: true,
    cell: ({ at }) => `${date(at)} à ${time(at)}`,
  },
  { id: 'by', title: 'Agent', cell: ({ by }) => by },
  { id: 'label', title: 'Action', cell: ({ label }) => label },
  { id: 'whom', title: 'Pour qui', cell: (entry) => <Whom entry={entry} /> },
];

export function JournalTable({ entries }: { entries: readonly JournalEntryAnswer[] }) {
  return (
    <DataTable
      caption="Actions des agents de l’établissement"
      columns={COLUMNS}
      rows={entries}
      rowId={(entry) =>
        `${entry.at}/${entry.tag}/${entry.operation?.operation_id}/${entry.account?.account_id}`
      }
    />
  );
}

function Whom({ entry }: { entry: JournalEntryAnswer }) {
  const { uai } = useSchool();
  const { operation, account, population } = entry;
  if (operation && population) {
    const { one, many } = POPULATION[population];
    return (
      <Link to={`/${uai}/operations/${operation.operation_id}`}>
        {number(operation.done)} {agree(operation.done, one, many)}
        {operation.done < operation.total && ` sur ${number(operation.total)}`}
      </Link>
    );
  }
  const { account_id, family_name, first_name } = account ?? {};
  if (family_name && first_name && population) {
    return (
      <Link to={`/${uai}/${POPULATION_PATH[population]}/${account_id}`}>
        {personName({ family_name, first_name })}
      </Link>
    );
  }
  if (account_id) return 'Compte supprimé';
  return population ? POPULATION[population].title : null;
}
