/** What filters a list, each with the means to take it away. */
import { X } from 'lucide-react';
import styles from './chips.module.css';

export interface Chip {
  key: string;
  /** « Classe : 3A » */
  label: string;
  onRemove: () => void;
}

export function Chips({
  label,
  chips,
  onClear,
}: {
  label: string;
  chips: readonly Chip[];
  onClear: () => void;
}) {
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={label}>
      {chips.map((chip) => (
        <li key={chip.key}>
          <button type="button" className={styles.chip} onClick={chip.onRemove}>
            {chip.label}
            <X aria-hidden size={16} />
            <span className="fr-sr-only">, retirer ce filtre</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles.clear} onClick={onClear}>
          Réinitialiser les filtres
        </button>
      </li>
    </ul>
  );
}
