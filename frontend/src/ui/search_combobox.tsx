/**
 * A field with results under it: the arrows choose one while the focus, and the typing, stay in
 * the field (ARIA combobox with a list, `aria-activedescendant`).
 */
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useState } from 'react';
import styles from './search_combobox.module.css';

interface ComboboxOption {
  id: string;
  content: ReactNode;
}

export interface ComboboxGroup {
  label: string;
  options: readonly ComboboxOption[];
}

interface SearchComboboxProps {
  label: string;
  /** How many results there are, or what else there is to say of them. */
  summary: string;
  value: string;
  onChange: (value: string) => void;
  groups: readonly ComboboxGroup[];
  onChoose: (id: string) => void;
  /** The results are of what was typed before: shown meanwhile, and not to be chosen. */
  stale: boolean;
  /** Enter while there is nothing to choose: what is sought has not been found yet. */
  onEnter?: () => void;
  ref?: Ref<HTMLInputElement>;
}

export function SearchCombobox({
  label,
  summary,
  value,
  onChange,
  groups,
  stale,
  onChoose,
  onEnter,
  ref,
}: SearchComboboxProps) {
  const id = useId();
  const ids = groups.flatMap(({ options }) => options.map((option) => option.id));
  const [wanted, setWanted] = useState<string | null>(null);
  // The first is chosen until one says otherwise, and again once the one chosen is gone.
  const chosen = wanted !== null && ids.includes(wanted) ? wanted : (ids[0] ?? null);
  const active = stale ? null : chosen;
  const optionId = (option: string) => `${id}-option-${option}`;

  useEffect(() => {
    if (active !== null) {
      document.getElementById(`${id}-option-${active}`)?.scrollIntoView({ block: 'nearest' });
    }
  }, [active, id]);

  const keyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const place = active === null ? -1 : ids.indexOf(active);
    if (stale && event.key !== 'Enter') return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setWanted(ids[(place + step + ids.length) % ids.length] ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (event.repeat) return;
      if (active === null) onEnter?.();
      else onChoose(active);
    }
  };

  return (
    <div>
      <label className="fr-label" htmlFor={id}>
        {label}
      </label>
      <input
        ref={ref}
        id={id}
        className="fr-input"
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={ids.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={active === null ? undefined : optionId(active)}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        value={value}
        onChange={(event) => {
          setWanted(null);
          onChange(event.target.value);
        }}
        onKeyDown={keyDown}
      />
      <p role="status" className={styles.summary}>
        {summary}
      </p>
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label="Résultats"
        aria-busy={stale}
        className={styles.list}
      >
        {groups.map((group, place) =>
          group.options.length === 0 ? null : (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
            <div key={group.label} role="group" aria-labelledby={`${id}-group-${place}`}>
              <div id={`${id}-group-${place}`} role="presentation" className={styles.group}>
                {group.label}
              </div>
              {group.options.map((option) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
                <div
                  key={option.id}
                  id={optionId(option.id)}
                  role="option"
                  aria-selected={option.id === active}
                  className={styles.option}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => {
                    if (!stale) onChoose(option.id);
                  }}
                >
                  {option.content}
                </div>
              ))}
            </div>
          ),
        )}
      </div>
    </div>
  );
}
