import { GUARDIANS_TABLE } from './guardians_table';
import { PeoplePage } from './people_page';

export default function GuardiansPage() {
  return <PeoplePage table={GUARDIANS_TABLE} />;
}
