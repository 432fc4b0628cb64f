/** The token has run out and could not be renewed: the page stays as it was, and one signs in again. */
import { LogIn } from 'lucide-react';
import { useSession, useSessionState } from '@/auth/session_context';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

export function SessionExpired() {
  const session = useSession();
  const state = useSessionState();
  if (state !== 'expired') return null;
  const again = () => void session.signIn();
  return (
    <Dialog
      title="Votre session a expiré"
      onClose={again}
      actions={
        <Button icon={LogIn} onClick={again}>
          Se reconnecter
        </Button>
      }
    >
      <p>
        Reconnectez-vous pour continuer : vous reviendrez sur cette page, avec vos filtres et votre
        sélection. Les opérations en cours continuent sans vous.
      </p>
      <p>
        Si vous aviez sélectionné tout le résultat d’une recherche par nom, cette sélection est à
        refaire : elle n’est pas gardée, pour que le nom ne le soit pas.
      </p>
    </Dialog>
  );
}
