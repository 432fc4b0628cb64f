/**
 * A filter of several values: a button that opens a list of ticks, searchable when it is long
 * (guide §3.1: each filter takes several values).
 */
import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { number } from '@/words/format';
import { Checkbox } from './choice';
import styles from './multi_select.module.css';
import { TextField } from './text_field';

export interface Option {
  value: string;
  label: string;
  /** How many accounts have it. */
  count?: number;
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
  const [sought, setSought] = useState('');
  const root = useRef<HTMLFieldSetElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

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

  const found = options.filter((option) => plain(option.label).includes(plain(sought)));
  const toggle = (value: string, ticked: boolean) =>
    onChange(ticked ? [...chosen, value] : chosen.filter((other) => other !== value));

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
        data-used={chosen.length > 0 || undefined}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        onClick={() => setOpen(!open)}
      >
        <span>
          {label}
          {chosen.length > 0 && <span className={styles.used}> ({number(chosen.length)})</span>}
        </span>
        <ChevronDown aria-hidden size={18} />
      </button>
      {open && (
        <div id={`${id}-list`} className={styles.list}>
          {options.length >= SEARCHABLE && (
            <TextField
              label={`Chercher dans « ${label} »`}
              hideLabel
              placeholder="Chercher…"
              value={sought}
              autoFocus
              onChange={(event) => setSought(event.target.value)}
            />
          )}
          <Checkbox
            small
            label="Sélectionner tout"
            checked={found.length > 0 && found.every((option) => chosen.includes(option.value))}
            partly={found.some((option) => chosen.includes(option.value))}
            onChange={(ticked) => {
              const values = found.map((option) => option.value);
              const others = chosen.filter((value) => !values.includes(value));
              onChange(ticked ? [...others, ...values] : others);
            }}
          />
          <div className={styles.options}>
            {found.map((option) => (
              <Checkbox
                key={option.value}
                small
                label={
                  <>
                    {option.label}
                    {option.count !== undefined && (
                      <span className={styles.count}> ({number(option.count)})</span>
                    )}
                  </>
                }
                checked={chosen.includes(option.value)}
                onChange={(ticked) => toggle(option.value, ticked)}
              />
            ))}
            {found.length === 0 && (
              <p className={styles.none}>Aucun choix ne contient « {sought} ».</p>
            )}
          </div>
        </div>
      )}
    </fieldset>
  );
}
