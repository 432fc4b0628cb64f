/** How many the search finds, in all and by status. */
import type { Ref } from 'react';
import type { AccountStatus, Population } from '@/api/generated';
import { POPULATION } from '@/words/accounts';
import { agree, count } from '@/words/format';
import { isWholeSchool } from './list_address';
import styles from './people_list.module.css';
import type { Found } from './selection';
import { StatusFigures } from './status_figures';
import type { Figures } from './use_people';

interface ResultHeadProps {
  ref: Ref<HTMLHeadingElement>;
  population: Population;
  /** Nothing while the search is under way. */
  found: Found | undefined;
  figures: Figures | undefined;
  statuses: readonly AccountStatus[];
  onStatuses: (statuses: AccountStatus[]) => void;
}

export function ResultHead({
  ref,
  population,
  found,
  figures,
  statuses,
  onStatuses,
}: ResultHeadProps) {
  return (
    <div className={styles.head}>
      <h2 ref={ref} tabIndex={-1} className={styles.total}>
        {found ? foundInWords(population, found) : 'Recherche en cours…'}
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
export function foundInWords(population: Population, { criteria, total, accounts }: Found): string {
  const { one, many } = POPULATION[population];
  const who = count(accounts, one, many);
  const found = isWholeSchool(criteria) ? who : `${who} ${agree(accounts, 'trouvé', 'trouvés')}`;
  // A guardian has a row for each of her pupils here.
  return accounts === total ? found : `${found}, sur ${count(total, 'ligne', 'lignes')}`;
}
