/** The page of a table of people: its title, then the list of the school one works in. */
import type { Population } from '@/api/generated';
import { ActionScope } from '@/features/actions/action_scope';
import { useSchool } from '@/features/schools/school';
import { Page } from '@/ui/page';
import { PeopleList } from './people_list';
import styles from './people_list.module.css';
import type { PeopleTable } from './people_table';

export function PeoplePage<P extends Population, Row extends object>({
  table,
}: {
  table: PeopleTable<P, Row>;
}) {
  const { uai } = useSchool();
  return (
    <div className={styles.wide}>
      <Page title={table.title}>
        <ActionScope>
          <PeopleList key={`${uai} ${table.name}`} table={table} />
        </ActionScope>
      </Page>
    </div>
  );
}
