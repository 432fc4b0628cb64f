/** Which requests are shown: all, or those of one state, with their numbers. */
import type { UsernameChangeState } from '@/api/generated';
import { Button } from '@/ui/button';
import { number } from '@/words/format';
import styles from './usernames.module.css';
import { STATES, STATES_OF } from './words';

interface StateFilterProps {
  state: UsernameChangeState | null;
  counts: Readonly<Partial<Record<UsernameChangeState, number>>>;
  total: number | undefined;
  onChoose: (state: UsernameChangeState | null) => void;
}

export function StateFilter({ state, counts, total, onChoose }: StateFilterProps) {
  const choices: [UsernameChangeState | null, string, number | undefined][] = [
    [null, 'Tous', total],
    ...STATES.map((each): [UsernameChangeState, string, number | undefined] => [
      each,
      STATES_OF[each],
      counts[each],
    ]),
  ];
  return (
    <fieldset className={styles.filter}>
      <legend className="fr-sr-only">Demandes affichées</legend>
      {choices.map(([value, label, counted]) => (
        <Button
          key={label}
          small
          priority={value === state ? 'primary' : 'tertiary'}
          aria-pressed={value === state}
          onClick={() => onChoose(value)}
        >
          {label}
          {counted !== undefined && ` (${number(counted)})`}
        </Button>
      ))}
    </fieldset>
  );
}
