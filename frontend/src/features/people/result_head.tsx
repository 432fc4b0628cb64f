/** How many the search finds, in all and by status. */
import type { Ref } from 'react';
import type { AccountStatus, Population } from '@/api/generated';
import { POPULATION } from '@/words/accounts';
import { agree, count } from '@/words/format';
import styles from './people_list.module.css';
import { StatusFigures } from './status_figures';
import type { Figures } from './use_people';

interface ResultHeadProps {
  ref: Ref<HTMLHeadingElement>;
  population: Population;
  result: { total: number; accounts?: number } | undefined;
  filtered: boolean;
  figures: Figures | undefined;
  statuses: readonly AccountStatus[];
  onStatuses: (statuses: AccountStatus[]) => void;
}

export function ResultHead({
  ref,
  population,
  result,
  filtered,
  figures,
  statuses,
  onStatuses,
}: ResultHeadProps) {
  return (
    <div className={styles.head}>
      <h2 ref={ref} tabIndex={-1} className={styles.total}>
        {result ? foundInWords(population, result, filtered) : 'Recherche en cours…'}
      </h2>
      <StatusFigures
        population={population}
        figures={figures}
        chosen={statuses}
        onChange={onStatuses}
      />
    </div>
  );
}

/** « 12 élèves trouvés », « 1 224 responsables, sur 1 569 lignes ». */
export function foundInWords(
  population: Population,
  { total, accounts }: { total: number; accounts?: number },
  filtered: boolean,
): string {
  const people = accounts ?? total;
  const { one, many } = POPULATION[population];
  const who = count(people, one, many);
  const found = filtered ? `${who} ${agree(people, 'trouvé', 'trouvés')}` : who;
  // A guardian has a row for each of her pupils here.
  return people === total ? found : `${found}, sur ${count(total, 'ligne', 'lignes')}`;
}
