/** Type a name, a username or an INE; Enter opens the card of the result chosen. */
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { useSchool } from '@/features/schools/school';
import { SearchCombobox } from '@/ui/search_combobox';
import { Failure } from '@/ui/states';
import { StatusBadge } from '@/ui/status_badge';
import { POPULATION } from '@/words/accounts';
import { number } from '@/words/format';
import styles from './counter.module.css';
import { type Found, type FoundGroup, obvious, summary } from './found_people';
import { LEAST, usePeopleSearch } from './use_people_search';

const DEBOUNCE_MS = 180;

interface PeopleSearchProps {
  text: string;
  onText: (text: string) => void;
  onChoose: (found: Found) => void;
  field: RefObject<HTMLInputElement | null>;
}

export function PeopleSearch({ text, onText, onChoose, field }: PeopleSearchProps) {
  const { administration } = useSchool();
  const [sought, setSought] = useState(text.trim());
  /** The text at which Enter was pressed before its results were there. */
  const [entered, setEntered] = useState<string | null>(null);
  const { groups, pending, error, retry } = usePeopleSearch(sought);

  useEffect(() => {
    const timer = setTimeout(() => setSought(text.trim()), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const waiting = text.trim().length >= LEAST && (pending || text.trim() !== sought);
  const found = groups.flatMap(({ shown }) => shown);

  // Enter came first: whom one surely means opens by herself, others are there to choose from.
  const arrived = useEffectEvent(() => {
    const meant = entered === sought ? obvious(groups, sought) : null;
    if (meant) onChoose(meant);
    setEntered(null);
  });
  useEffect(() => {
    if (!waiting && entered !== null) arrived();
  }, [waiting, entered]);

  return (
    <>
      <SearchCombobox
        ref={field}
        label={
          administration
            ? 'Nom de l’élève ou du responsable, identifiant ou INE'
            : 'Nom de l’élève, identifiant ou INE'
        }
        value={text}
        onChange={onText}
        summary={tellSearch(text, waiting, error, groups)}
        stale={waiting}
        groups={groups.map((group) => ({
          label: groupTitle(group),
          options: group.shown.map((each) => ({
            id: each.accountId,
            content: <Result found={each} />,
          })),
        }))}
        onChoose={(id) => {
          const chosen = found.find(({ accountId }) => accountId === id);
          if (chosen) onChoose(chosen);
        }}
        onEnter={() => {
          setSought(text.trim());
          setEntered(text.trim());
        }}
      />
      {error && <Failure error={error} onRetry={retry} />}
    </>
  );
}

function tellSearch(
  text: string,
  waiting: boolean,
  error: Error | null,
  groups: readonly FoundGroup[],
): string {
  if (text.trim().length < LEAST) {
    return 'Saisissez au moins deux lettres. Flèches pour choisir, Entrée pour ouvrir la fiche.';
  }
  if (waiting) return 'Recherche…';
  if (error) return '';
  const told = summary(groups);
  return groups.every(({ total }) => total === 0)
    ? `${told} pour « ${text.trim()} ». Vérifiez l’orthographe, ou cherchez le début du nom seulement.`
    : told;
}

const groupTitle = ({ population, total }: FoundGroup) =>
  `${POPULATION[population].title} (${number(total)})`;

function Result({ found }: { found: Found }) {
  return (
    <span className={styles.result}>
      <span className={styles.who}>
        <span className={styles.name}>{found.name}</span>
        <span className={styles.place}>{found.place}</span>
      </span>
      <span className={`mono ${styles.username}`}>{found.username}</span>
      <StatusBadge status={found.status} />
    </span>
  );
}
