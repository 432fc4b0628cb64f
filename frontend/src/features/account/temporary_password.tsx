/** What may be shown of a password: a temporary one on demand, and for a while only. */
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PasswordCell } from '@/api/generated';
import { useAnnounce } from '@/ui/announcer';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy_button';
import { longDate } from '@/words/format';
import styles from './account.module.css';

const SHOWN_SECONDS = 60;
const HIDDEN = '••••-••••-••••';

export function TemporaryPassword({ password }: { password: PasswordCell }) {
  switch (password.display) {
    case 'TEMPORARY':
      return <OnDemand key={password.text} password={password} />;
    case 'EXPIRED':
      return (
        <>
          <p className={styles.words}>{password.text}</p>
          <p className={styles.hint}>
            Réinitialisez le mot de passe ou renotifiez le compte pour en donner un nouveau.
          </p>
        </>
      );
    case 'CHOSEN':
      return (
        <>
          <p className={styles.words}>
            <span aria-hidden>{password.text}</span>
            <span className="fr-sr-only">Masqué</span>
          </p>
          <p className={styles.hint}>Choisi par le titulaire du compte : lui seul le connaît.</p>
        </>
      );
    case 'NONE':
      return (
        <>
          <p className={styles.words}>{password.text}</p>
          <p className={styles.hint}>
            Il sera attribué à la notification ou à la réinitialisation du compte.
          </p>
        </>
      );
  }
}

function OnDemand({ password }: { password: PasswordCell }) {
  const [shown, setShown] = useState(false);
  const announce = useAnnounce();

  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => {
      setShown(false);
      announce('Mot de passe masqué');
    }, SHOWN_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [shown, announce]);

  return (
    <>
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
          aria-label={shown ? 'Masquer le mot de passe' : 'Afficher le mot de passe'}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Masquer' : 'Afficher'}
        </Button>
        {shown && (
          <CopyButton
            text={password.text}
            label="Copier le mot de passe"
            done="Mot de passe copié"
          />
        )}
      </div>
      {password.expires_at && (
        <p className={styles.hint}>Utilisable jusqu’au {longDate(password.expires_at)}.</p>
      )}
    </>
  );
}
