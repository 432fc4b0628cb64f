/** Resetting the password of the person at the counter: asked, confirmed, shown large. */
import { KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ApiError } from '@/api/client';
import { warningOf } from '@/features/account/reset_warning';
import type { ShownAccount } from '@/features/account/shown_account';
import { PasswordReveal } from '@/features/actions/password_reveal';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { personName } from '@/words/format';
import styles from './counter.module.css';
import { useReset } from './use_reset';

/** Before anything; asked, to be confirmed; confirmed, the password on its way; done. */
export type ResetStage = 'before' | 'asked' | 'sent' | 'done';

/** Why one does not leave meanwhile: the new password would be shown to nobody. */
export const ON_ITS_WAY = 'Réinitialisation en cours : le nouveau mot de passe va s’afficher ici.';

interface ResetAtCounterProps {
  account: ShownAccount;
  stage: ResetStage;
  onStage: (stage: ResetStage) => void;
  shortcut: boolean;
}

export function ResetAtCounter({ account, stage, onStage, shortcut }: ResetAtCounterProps) {
  const reset = useReset(account);
  const first = useRef<HTMLButtonElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const done = useRef<HTMLHeadingElement>(null);
  // « r » may be pressed before the card is there: asked at once, the question gets the focus too.
  const before = useRef<ResetStage>('before');

  // What was pressed goes; what comes in its place gets the focus.
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    const next = { before: first, asked: confirm, sent: confirm, done }[stage];
    next.current?.focus();
  }, [stage]);

  if (stage === 'done' && reset.data) {
    return (
      <section aria-labelledby="counter-done">
        <h4 id="counter-done" ref={done} tabIndex={-1} className={styles.done}>
          Le mot de passe de {personName(account)} a bien été réinitialisé
        </h4>
        <PasswordReveal credentials={reset.data} />
      </section>
    );
  }
  if (stage === 'before') {
    return (
      <Button
        ref={first}
        icon={KeyRound}
        aria-keyshortcuts={shortcut ? 'r' : undefined}
        onClick={() => onStage('asked')}
      >
        Réinitialiser le mot de passe
      </Button>
    );
  }
  const warning = warningOf(account);
  const sent = stage === 'sent';
  const send = () => {
    onStage('sent');
    reset.mutate(undefined, { onSuccess: () => onStage('done'), onError: () => onStage('asked') });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a question and its answers, not the fields of a form
    <div role="group" aria-labelledby="counter-question" className={styles.question}>
      <p id="counter-question" className={styles.asked}>
        Donner un nouveau mot de passe provisoire à {personName(account)} ?
      </p>
      {warning && (
        <Alert severity="warning" live={false}>
          {warning}
        </Alert>
      )}
      {reset.error && (
        <Alert severity="error">
          {reset.error.message}
          {/* Sent again it is the same request, done once; what was refused is not. */}
          {reset.error instanceof ApiError &&
            reset.error.temporary &&
            ' Vous pouvez confirmer de nouveau sans risque.'}
        </Alert>
      )}
      <div className={styles.answers}>
        <Button ref={confirm} busy={sent} onClick={send}>
          Confirmer la réinitialisation
        </Button>
        <Button
          priority="secondary"
          unavailable={sent}
          reason={ON_ITS_WAY}
          onClick={() => onStage('before')}
        >
          Annuler
        </Button>
      </div>
      <p role="status" className={styles.onItsWay}>
        {sent && ON_ITS_WAY}
      </p>
    </div>
  );
}
