/** What one types to sign in, large enough to be read from across the counter. */
// Letters and figures that look alike elsewhere do not in this one.
import '@fontsource/atkinson-hyperlegible-mono/latin-600.css';
import { CopyButton } from '@/ui/copy_button';
import styles from './account.module.css';
import type { ShownAccount } from './shown_account';
import { TemporaryPassword } from './temporary_password';

export function Credentials({ account }: { account: ShownAccount }) {
  const { username, password } = account;
  const chosen = password.display === 'CHOSEN' || password.display === 'BEING_CHOSEN';
  return (
    <dl className={styles.credentials}>
      <div>
        <dt>Identifiant</dt>
        <dd>
          <div className={styles.secret}>
            <span className={`mono ${styles.large}`}>{username}</span>
            <CopyButton text={username} what="l’identifiant" done="Identifiant copié" />
          </div>
        </dd>
      </div>
      <div>
        <dt>{chosen ? 'Mot de passe' : 'Mot de passe provisoire'}</dt>
        <dd>
          <TemporaryPassword account={account} />
        </dd>
      </div>
    </dl>
  );
}
