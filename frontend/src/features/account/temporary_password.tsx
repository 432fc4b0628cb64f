/** What may be shown of a password: a temporary one itself, of the others only words. */
import styles from './account.module.css';
import type { ShownAccount } from './shown_account';
import { ShownPassword } from './shown_password';

export function TemporaryPassword({ account }: { account: ShownAccount }) {
  const { password } = account;
  switch (password.display) {
    case 'TEMPORARY':
      return <ShownPassword key={password.text} account={account} />;
    case 'EXPIRED':
      return (
        <>
          <p className={styles.words}>{password.text}</p>
          <p className={styles.hint}>
            Réinitialisez le mot de passe ou renotifiez le compte pour en donner un nouveau.
          </p>
        </>
      );
    case 'BEING_CHOSEN':
    case 'CHOSEN':
      return (
        <>
          <p className={styles.words}>
            <span aria-hidden>{password.text}</span>
            <span className="fr-sr-only">Masqué</span>
          </p>
          <p className={styles.hint}>
            {password.display === 'CHOSEN'
              ? 'Choisi par le titulaire du compte : lui seul le connaît.'
              : 'Le mot de passe provisoire a servi à commencer l’activation et ne fonctionne plus.'}
          </p>
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
