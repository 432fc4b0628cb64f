/** The end of the reset of one account: its new password, which nothing keeps once it is closed. */
import type { CredentialsAnswer, Population } from '@/api/generated';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { POPULATION } from '@/words/accounts';
import styles from './confirm_dialog.module.css';
import { PasswordReveal } from './password_reveal';

interface CredentialsDialogProps {
  credentials: CredentialsAnswer;
  population: Population;
  onClose: () => void;
}

export function CredentialsDialog({ credentials, population, onClose }: CredentialsDialogProps) {
  return (
    <Dialog
      title="Nouveau mot de passe provisoire"
      onClose={onClose}
      actions={<Button onClick={onClose}>Fermer</Button>}
    >
      <div className={styles.confirm}>
        <Alert severity="success">
          <p>
            Le mot de passe a bien été réinitialisé pour les {POPULATION[population].one}(s)
            sélectionné(s)
          </p>
        </Alert>
        <PasswordReveal credentials={credentials} />
      </div>
    </Dialog>
  );
}
