/**
 * A filter of several values: a button that opens a list of ticks, searchable when it is long
 * (guide §3.1: each filter takes several values).
 */
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { agree, number } from '@/words/format';
import { Checkbox } from './choice';
import styles from './multi_select.module.css';
import { TextField } from './text_field';

export interface Option {
  value: string;
  label: string;
  /** How many accounts have it. */
  count?: number;
  /** Shown in the place of the words. */
  look?: ReactNode;
}

interface MultiSelectProps {
  /** « Classe(s) » */
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** From this many options on, they can be searched. */
const SEARCHABLE = 8;

const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('fr');

export function MultiSelect({ label, options, chosen, onChange }: MultiSelectProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const [ticked, tick] = useTicked(chosen, onChange);

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  return (
    <fieldset
      ref={root}
      className={styles.root}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        className={styles.button}
        data-used={ticked.length > 0 || undefined}
        aria-expanded={open}
        aria-controls={open ? `${id}-list` : undefined}
        onClick={() => setOpen(!open)}
      >
        <span>
          {label}
          {ticked.length > 0 && (
            <span>
              {' '}
              ({number(ticked.length)}
              <span className="fr-sr-only">
                {' '}
                {agree(ticked.length, 'choix fait', 'choix faits')}
              </span>
              )
            </span>
          )}
        </span>
        <ChevronDown aria-hidden size={18} />
      </button>
      {open && (
        <div id={`${id}-list`} className={styles.list}>
          <Options label={label} options={options} chosen={ticked} onChange={tick} />
        </div>
      )}
    </fieldset>
  );
}

/**
 * What is ticked, shown at once: the owner may take a moment to say so, and a second tick must not
 * undo the first.
 */
function useTicked(
  chosen: readonly string[],
  onChange: (chosen: string[]) => void,
): [readonly string[], (chosen: string[]) => void] {
  const said = JSON.stringify(chosen);
  const [ticked, setTicked] = useState({ values: chosen, said });
  if (ticked.said !== said) setTicked({ values: chosen, said });
  return [
    ticked.values,
    (values) => {
      setTicked({ values, said });
      onChange(values);
    },
  ];
}

function Options({ label, options, chosen, onChange }: MultiSelectProps) {
  const [sought, setSought] = useState('');
  const found = options.filter((option) => plain(option.label).includes(plain(sought.trim())));
  const toggle = (value: string, ticked: boolean) =>
    onChange(ticked ? [...chosen, value] : chosen.filter((other) => other !== value));
  const toggleFound = (ticked: boolean) => {
    const values = found.map((option) => option.value);
    const others = chosen.filter((value) => !values.includes(value));
    onChange(ticked ? [...others, ...values] : others);
  };
  return (
    <>
      {options.length >= SEARCHABLE && (
        <TextField
          label={`Chercher dans « ${label} »`}
          hideLabel
          placeholder="Chercher…"
          value={sought}
          autoFocus
          autoComplete="off"
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      {found.length > 1 && (
        <Checkbox
          small
          label="Tout cocher"
          checked={found.every((option) => chosen.includes(option.value))}
          partly={
            found.some((option) => chosen.includes(option.value)) &&
            !found.every((option) => chosen.includes(option.value))
          }
          onChange={toggleFound}
        />
      )}
      <div className={styles.options}>
        {found.map((option) => (
          <Checkbox
            key={option.value}
            small
            label={
              <span className={styles.option}>
                {option.look ?? option.label}
                {option.count !== undefined && (
                  <span className={styles.count}> ({number(option.count)})</span>
                )}
              </span>
            }
            checked={chosen.includes(option.value)}
            onChange={(ticked) => toggle(option.value, ticked)}
          />
        ))}
      </div>
      <p className={styles.none} role="status">
        {found.length === 0 && (sought ? `Aucun choix ne contient « ${sought} ».` : 'Aucun choix.')}
      </p>
    </>
  );
}
