/** The card of the person at the counter: what to tell her, and what to do for her. */
import { ArrowRight, UserRoundSearch } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { placeOf } from '@/features/account/account_words';
import { Credentials } from '@/features/account/credentials';
import { useAccount } from '@/features/account/shown_account';
import { useSchool } from '@/features/schools/school';
import { Button, ButtonLink } from '@/ui/button';
import { Failure, Loading } from '@/ui/states';
import { StatusBadge } from '@/ui/status_badge';
import { POPULATION_PATH } from '@/words/accounts';
import styles from './counter.module.css';
import type { Found } from './found_people';
import { ON_ITS_WAY, ResetAtCounter, type ResetStage } from './reset_at_counter';
import { useShortcutsOn } from './shortcut_choice';
import { isPlain, takesKeys } from './shortcuts';

interface CounterCardProps {
  found: Found;
  stage: ResetStage;
  onStage: (stage: ResetStage) => void;
  onNext: () => void;
}

export function CounterCard({ found, stage, onStage, onNext }: CounterCardProps) {
  const { uai } = useSchool();
  const account = useAccount(found.population, found.accountId);
  const shortcuts = useShortcutsOn();
  const name = useRef<HTMLHeadingElement>(null);
  const card = useRef<HTMLDivElement>(null);

  useEffect(() => name.current?.focus(), []);
  useCardKeys(card, shortcuts, {
    next: stage === 'sent' ? stay : onNext,
    back: { before: onNext, asked: () => onStage('before'), sent: stay, done: onNext }[stage],
    reset: stage === 'before' ? () => onStage('asked') : stay,
  });

  return (
    <div ref={card}>
      <h3 ref={name} tabIndex={-1} className={styles.cardName}>
        {found.name}
      </h3>
      <p className={styles.cardPlace}>
        <StatusBadge status={account.data?.status ?? found.status} />
        {account.data ? placeOf(account.data) : found.place}
      </p>
      {account.error && <Failure error={account.error} onRetry={() => void account.refetch()} />}
      {account.isPending && <Loading label={`Chargement de la fiche de ${found.name}…`} />}
      {account.data && (
        <>
          {stage !== 'done' && <Credentials account={account.data} />}
          <ResetAtCounter
            account={account.data}
            stage={stage}
            onStage={onStage}
            shortcut={shortcuts}
          />
        </>
      )}
      <div className={styles.cardMore}>
        <Button
          priority="secondary"
          icon={UserRoundSearch}
          aria-keyshortcuts={shortcuts ? 'Escape /' : 'Escape'}
          unavailable={stage === 'sent'}
          reason={ON_ITS_WAY}
          onClick={onNext}
        >
          Personne suivante
        </Button>
        <ButtonLink
          priority="plain"
          icon={ArrowRight}
          to={`/${uai}/${POPULATION_PATH[found.population]}/${found.accountId}`}
        >
          Page du compte
          <span className="fr-sr-only"> de {found.name}</span>
        </ButtonLink>
      </div>
    </div>
  );
}

const stay = () => undefined;

interface CardKeys {
  next: () => void;
  back: () => void;
  reset: () => void;
}

/** Escape goes back one step; `/` and `r` are single-key shortcuts, off with the others. */
function useCardKeys(
  card: { current: HTMLElement | null },
  shortcuts: boolean,
  keys: CardKeys,
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    // Keys of a dialog opened over this one are that dialog's.
    const ours = card.current?.closest('dialog');
    if (!ours || document.activeElement?.closest('dialog') !== ours) return;
    const run =
      event.key === 'Escape'
        ? keys.back
        : shortcuts && isPlain(event) && !takesKeys(document.activeElement)
          ? { '/': keys.next, r: keys.reset }[event.key.toLowerCase()]
          : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
