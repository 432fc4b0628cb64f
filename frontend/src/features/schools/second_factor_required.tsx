/** Administration is open with an OTP key or from the administrative network only (guide §1.2). */
import { KeyRound } from 'lucide-react';
import { useSession } from '@/auth/session_context';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';

export function SecondFactorRequired({ school }: { school?: string }) {
  const session = useSession();
  return (
    <Alert severity="warning" title="Clé OTP ou réseau administratif demandés">
      <p>
        {school
          ? `Le module d’administration de l’établissement ${school} s’ouvre`
          : 'Le module d’administration s’ouvre'}{' '}
        dans deux cas seulement : vous vous êtes connecté avec votre clé OTP, ou votre ordinateur
        est sur le réseau administratif de l’établissement.
      </p>
      <ul>
        <li>Avec une clé OTP : déconnectez-vous, puis reconnectez-vous en la présentant.</li>
        <li>
          Sans clé : utilisez un poste du réseau administratif, ou demandez au chef d’établissement
          une délégation pour le module de dépannage, qui n’en demande pas.
        </li>
      </ul>
      <Button small priority="secondary" icon={KeyRound} onClick={() => void session.signOut()}>
        Changer de connexion
      </Button>
    </Alert>
  );
}
