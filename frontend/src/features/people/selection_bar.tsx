/** Who is selected, and what can be done for them: above the table as in the guide, and never out of reach. */
import { ChevronDown, ListChecks, TriangleAlert, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { CriteriaRequest, Population, SearchOptionsAnswer } from '@/api/generated';
import { AccountActions } from '@/features/actions/account_actions';
import { useAccountsChanged } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { POPULATION } from '@/words/accounts';
import { agree, count, number } from '@/words/format';
import { criteriaWords } from './criteria_words';
import {
  chosenAccounts,
  countSelected,
  type Found,
  isOfAnotherSearch,
  NOBODY,
  type Selection,
  selectSearch,
} from './selection';
import styles from './selection_bar.module.css';

interface SelectionBarProps {
  population: Population;
  selection: Selection;
  onChange: (to: (before: Selection) => Selection) => void;
  /** The search shown. */
  criteria: CriteriaRequest;
  /** What it found; nothing while it is looking. */
  found: Found | undefined;
  options: SearchOptionsAnswer | undefined;
  /** Shows the search whose whole result is selected. */
  onShow: (criteria: CriteriaRequest) => void;
}

export function SelectionBar({
  population,
  selection,
  onChange,
  criteria,
  found,
  options,
  onShow,
}: SelectionBarProps) {
  const accountsChanged = useAccountsChanged();
  const [open, setOpen] = useState(false);
  const summary = useRef<HTMLParagraphElement>(null);
  const id = useId();
  const { one, many } = POPULATION[population];
  const selected = countSelected(selection);
  const elsewhere = isOfAnotherSearch(selection, criteria);
  const changedSince =
    selection.kind === 'search' && !elsewhere && found && found.total !== selection.total;
  const whole =
    selection.kind === 'search' && !elsewhere && !changedSince && selection.except.length === 0;

  // The button pressed goes away: the focus stays with what it has changed.
  const change = (to: Selection) => {
    onChange(() => to);
    summary.current?.focus();
  };

  return (
    <section
      className={styles.bar}
      aria-label="Sélection"
      data-some={selected > 0 || undefined}
      data-open={open || undefined}
    >
      <div className={styles.summary}>
        <p ref={summary} tabIndex={-1} role="status" className={styles.count}>
          <strong>{number(selected)}</strong> {agree(selected, one, many)}{' '}
          {agree(selected, 'sélectionné', 'sélectionnés')}
        </p>
        <div className={styles.choices}>
          {found && found.accounts > 1 && !whole && (
            <Button
              small
              priority="tertiary"
              icon={ListChecks}
              onClick={() => change(selectSearch(found))}
            >
              Sélectionner tout : les {count(found.accounts, one, many)} de la recherche
            </Button>
          )}
          {selected > 0 && (
            <Button small priority="plain" icon={X} onClick={() => change(NOBODY)}>
              Tout désélectionner
            </Button>
          )}
        </div>
        <div className={styles.toggle}>
          <Button
            small
            priority={selected > 0 ? 'primary' : 'tertiary'}
            icon={ChevronDown}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            Actions
          </Button>
        </div>
      </div>
      {elsewhere && selection.kind === 'search' && (
        <div className={styles.note}>
          <TriangleAlert aria-hidden size={18} />
          <p>
            Cette sélection est celle d’une autre recherche :{' '}
            <strong>{inWords(selection.criteria, options)}</strong>.{' '}
            <span className={styles.more}>Cocher une ligne commence une nouvelle sélection.</span>
          </p>
          <div className={styles.more}>
            <Button small priority="plain" onClick={() => onShow(selection.criteria)}>
              Revenir à cette recherche
            </Button>
          </div>
        </div>
      )}
      {changedSince && (
        <div className={styles.note}>
          <TriangleAlert aria-hidden size={18} />
          <p>
            Le résultat de la recherche a changé depuis que vous l’avez sélectionné : il compte
            maintenant {count(found.accounts, one, many)}. Sélectionnez-le de nouveau avant d’agir.
          </p>
        </div>
      )}
      <div id={id} className={styles.actions}>
        <AccountActions chosen={chosenAccounts(population, selection)} onDone={accountsChanged} />
      </div>
    </section>
  );
}

function inWords(criteria: CriteriaRequest, options: SearchOptionsAnswer | undefined): string {
  const words = criteriaWords(criteria, options).map(({ label }) => label);
  return words.length === 0 ? 'tout l’établissement' : words.join(' · ');
}
