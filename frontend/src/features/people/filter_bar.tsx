/** The search criteria of a list, as the guide names and orders them (guide §3.1, §4, §5.1). */
import { RotateCcw, Search, SlidersHorizontal } from 'lucide-react';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { CriteriaRequest, Population, SearchOptionsAnswer } from '@/api/generated';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text_field';
import { number } from '@/words/format';
import styles from './filter_bar.module.css';
import { FilterField } from './filter_field';
import { FILTERS } from './list_address';
import type { Figures } from './use_people';

interface FilterBarProps {
  population: Population;
  criteria: CriteriaRequest;
  options: SearchOptionsAnswer | undefined;
  figures: Figures | undefined;
  searchField: RefObject<HTMLInputElement | null>;
  onChange: (change: (before: CriteriaRequest) => CriteriaRequest, edited: string) => void;
}

const HINT: Record<Population, string> = {
  students: 'Une partie suffit. Ou l’identifiant exact, ou l’INE.',
  external_students: 'Une partie suffit. Ou l’identifiant exact.',
  guardians: 'Du responsable ou de l’élève. Ou l’identifiant exact, ou l’INE.',
};

/** One searches as one types, after this pause. */
const PAUSE_MS = 400;

export function FilterBar({
  population,
  criteria,
  options,
  figures,
  searchField,
  onChange,
}: FilterBarProps) {
  const [text, setText, searchNow] = useSoughtName(criteria.q ?? '', (q) =>
    onChange((before) => ({ ...before, q }), 'q'),
  );
  const [open, setOpen] = useState(false);
  const id = useId();
  const { q: _, ...others } = criteria;
  const used = Object.keys(others).length;

  return (
    <search className={styles.bar}>
      <form
        className={styles.name}
        onSubmit={(event) => {
          event.preventDefault();
          searchNow();
        }}
      >
        <div className={styles.field}>
          <TextField
            ref={searchField}
            label="Nom ou prénom"
            hint={HINT[population]}
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <div className={styles.buttons}>
          <Button type="submit" icon={Search}>
            Rechercher
          </Button>
          <Button
            priority="tertiary"
            icon={RotateCcw}
            onClick={() => {
              setText('');
              onChange(() => ({}), 'reset');
              searchField.current?.focus();
            }}
          >
            Réinitialiser
          </Button>
        </div>
      </form>
      <div className={styles.toggle}>
        <Button
          small
          priority="secondary"
          icon={SlidersHorizontal}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {used > 0 ? `Filtres (${number(used)})` : 'Filtres'}
        </Button>
      </div>
      <div id={id} className={styles.filters} data-open={open || undefined}>
        {FILTERS[population].map((filter) => (
          <FilterField
            key={filter}
            filter={filter}
            population={population}
            criteria={criteria}
            options={options}
            figures={figures}
            onChange={(change) => onChange(change, filter)}
          />
        ))}
      </div>
    </search>
  );
}

/** The name in the field: searched for after a pause, or at once. Back and resets come from outside. */
function useSoughtName(
  sought: string,
  search: (q: string) => void,
): [string, (text: string) => void, () => void] {
  const [text, setText] = useState(sought);
  const asked = useRef(sought);
  const ask = useRef(search);
  ask.current = search;

  useEffect(() => {
    if (sought === asked.current) return;
    asked.current = sought;
    setText(sought);
  }, [sought]);

  const now = (q: string) => {
    if (q === asked.current) return;
    asked.current = q;
    ask.current(q);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the pause again
  useEffect(() => {
    const timer = setTimeout(() => now(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return [text, setText, () => now(text.trim())];
}
