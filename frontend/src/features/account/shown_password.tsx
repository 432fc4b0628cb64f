/** A temporary password: shown on demand, for a minute, longer while it is pointed at or has the focus. */
import { Eye, EyeOff } from 'lucide-react';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useShownForAWhile } from '@/features/actions/use_shown_for_a_while';
import { useAnnounce } from '@/ui/announcer';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy_button';
import { longDate } from '@/words/format';
import styles from './account.module.css';
import { PrintSlip } from './print_slip';
import type { ShownAccount } from './shown_account';

const HIDDEN = '••••-••••-••••';

export function ShownPassword({ account }: { account: ShownAccount }) {
  const { password } = account;
  const [shown, setShown] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const announce = useAnnounce();

  return (
    <div ref={frame}>
      <div className={styles.secret}>
        <output className={`mono ${styles.large}`}>
          {shown ? (
            password.text
          ) : (
            <>
              <span aria-hidden>{HIDDEN}</span>
              <span className="fr-sr-only">Masqué</span>
            </>
          )}
        </output>
        <Button
          small
          priority="tertiary"
          icon={shown ? EyeOff : Eye}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Masquer' : 'Afficher'}
          <span className="fr-sr-only"> le mot de passe</span>
        </Button>
        {shown && (
          <CopyButton text={password.text} what="le mot de passe" done="Mot de passe copié" />
        )}
        <PrintSlip account={account} />
      </div>
      {password.expires_at && (
        <p className={styles.hint}>À utiliser avant le {longDate(password.expires_at)}.</p>
      )}
      {shown && (
        <HiddenInAWhile
          frame={frame}
          onPast={() => {
            setShown(false);
            announce('Mot de passe masqué');
          }}
        />
      )}
    </div>
  );
}

interface HiddenInAWhileProps {
  frame: RefObject<HTMLElement | null>;
  onPast: () => void;
}

/** Counts as long as it is there, and stops under the pointer or the focus of the frame (WCAG 2.2.1). */
function HiddenInAWhile({ frame, onPast }: HiddenInAWhileProps) {
  const { visible, holding } = useShownForAWhile();
  const past = useEffectEvent(onPast);
  const hear = useEffectEvent((happened: keyof typeof HEARD) => holding[HEARD[happened]]());

  useEffect(() => {
    if (!visible) past();
  }, [visible]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // The button that shows it is in the frame: the pointer or the focus may be there already.
    if (element.matches(':hover')) hear('pointerenter');
    if (element.contains(document.activeElement)) hear('focusin');
    const listen = ({ type }: Event) => hear(type as keyof typeof HEARD);
    for (const type of Object.keys(HEARD)) element.addEventListener(type, listen);
    return () => {
      for (const type of Object.keys(HEARD)) element.removeEventListener(type, listen);
    };
  }, [frame]);

  return (
    <p className={styles.hint}>
      Il sera masqué au bout d’une minute, sauf tant que le pointeur ou le clavier est ici.
    </p>
  );
}

const HEARD = {
  pointerenter: 'onPointerEnter',
  pointerleave: 'onPointerLeave',
  focusin: 'onFocus',
  focusout: 'onBlur',
} as const;
