/** What filters a list, each with the means to take it away. */
import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import styles from './chips.module.css';

export interface Chip {
  key: string;
  /** « Classe : 3A » */
  label: string;
  onRemove: () => void;
}

interface ChipsProps {
  label: string;
  chips: readonly Chip[];
  onClear: () => void;
  /** Where the focus goes when the last chip has gone. */
  focusAfter?: RefObject<HTMLElement | null>;
}

export function Chips({ label, chips, onClear, focusAfter }: ChipsProps) {
  const list = useRef<HTMLUListElement>(null);
  // The place of the chip that was taken away: the next one gets the focus in its stead.
  const removed = useRef<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: to be done once the chips have changed
  useEffect(() => {
    if (removed.current === null) return;
    const left = list.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [];
    const next = left[Math.min(removed.current, left.length - 1)];
    (next ?? focusAfter?.current)?.focus();
    removed.current = null;
  }, [chips.map((chip) => chip.key).join()]);

  if (chips.length === 0) return null;
  return (
    <ul ref={list} className={styles.chips} aria-label={label}>
      {chips.map((chip, place) => (
        <li key={chip.key}>
          <button
            type="button"
            className={styles.chip}
            data-chip
            onClick={() => {
              removed.current = place;
              chip.onRemove();
            }}
          >
            {chip.label}
            <X aria-hidden size={16} />
            <span className="fr-sr-only">, retirer ce filtre</span>
          </button>
        </li>
      ))}
      <li className={styles.clearing}>
        <button
          type="button"
          className={styles.clear}
          onClick={() => {
            removed.current = 0;
            onClear();
          }}
        >
          Réinitialiser les filtres
        </button>
      </li>
    </ul>
  );
}
