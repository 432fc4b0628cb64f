/** A new password, large, for a while: hidden, shown again, copied, printed (guide §3.4, §3.5). */
import { Copy, Eye, EyeOff, Printer } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import type { CredentialsAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { copyText } from '@/ui/clipboard';
import { count, date, personName } from '@/words/format';
import styles from './password_reveal.module.css';
import { useSlip } from './slip';
import { SHOWN_SECONDS, useShownForAWhile } from './use_shown_for_a_while';

export function PasswordReveal({ credentials }: { credentials: CredentialsAnswer }) {
  const school = useSchool();
  const slip = useSlip(school, credentials);
  const shown = useShownForAWhile();
  const [copied, setCopied] = useState<boolean | null>(null);

  return (
    <div className={styles.reveal}>
      <div className={styles.card} {...shown.holding}>
        <p className={styles.name}>
          {personName(credentials)}
          {credentials.school_class && ` · ${credentials.school_class}`}
        </p>
        <dl className={styles.words}>
          <dt>Identifiant</dt>
          <dd className={styles.username}>{credentials.username}</dd>
          <dt>Mot de passe provisoire</dt>
          <dd className={styles.password}>{shown.visible ? credentials.password : <Masked />}</dd>
        </dl>
        <p className={styles.expiry}>
          {credentials.expires_at && `À utiliser avant le ${date(credentials.expires_at)}. `}À
          changer à la première connexion.
        </p>
        <div className={styles.tools}>
          <Button
            small
            priority="secondary"
            icon={shown.visible ? EyeOff : Eye}
            onClick={shown.toggle}
          >
            {shown.visible ? 'Masquer le mot de passe' : 'Afficher le mot de passe'}
          </Button>
          <Button
            small
            priority="secondary"
            icon={Copy}
            onClick={() => void copyText(credentials.password).then(setCopied)}
          >
            Copier le mot de passe
          </Button>
          <Button small priority="secondary" icon={Printer} onClick={slip.print}>
            Imprimer un bordereau
          </Button>
        </div>
        <p role="status" className={styles.said}>
          {copied === true && 'Mot de passe copié.'}
          {copied === false && 'La copie a été refusée par le navigateur.'}
        </p>
      </div>
      <Countdown shown={shown} />
      {slip.element}
    </div>
  );
}

function Masked() {
  return (
    <>
      <span aria-hidden>••••-••••-••••</span>
      <span className="fr-sr-only">masqué</span>
    </>
  );
}

/** Time is never against whoever reads: it stops under the pointer or the focus (WCAG 2.2.1). */
function Countdown({ shown }: { shown: ReturnType<typeof useShownForAWhile> }) {
  if (!shown.visible) {
    return (
      <p role="status" className={styles.countdown}>
        Le mot de passe est masqué. Vous pouvez l’afficher de nouveau avant de fermer.
      </p>
    );
  }
  const left = { '--time-left': shown.left / SHOWN_SECONDS } as CSSProperties;
  return (
    <div className={styles.countdown}>
      <p>
        Le mot de passe sera masqué au bout d’une minute ; le décompte s’arrête tant que le pointeur
        ou le clavier est sur ce cadre.{' '}
        <strong aria-hidden>
          {shown.held ? 'En pause.' : `Encore ${count(shown.left, 'seconde', 'secondes')}.`}
        </strong>
      </p>
      <div aria-hidden className={styles.bar} style={left} />
    </div>
  );
}
