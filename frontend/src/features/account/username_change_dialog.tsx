/** What asking for another username entails, told before it is asked for; and why it is refused. */
import { useMutation } from '@tanstack/react-query';
import { ApiError } from '@/api/client';
import { requestUsernameChange, type UsernameChangeAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useToast } from '@/ui/toast';
import { personName } from '@/words/format';
import type { ShownAccount } from './shown_account';

interface UsernameChangeDialogProps {
  account: ShownAccount;
  onClose: () => void;
  onAsked: (change: UsernameChangeAnswer) => void;
}

export function UsernameChangeDialog({ account, onClose, onAsked }: UsernameChangeDialogProps) {
  const { uai } = useSchool();
  const toast = useToast();
  const request = useMutation({
    mutationFn: () => requestUsernameChange({ path: { uai, account_id: account.account_id } }),
    onSuccess: (change) => {
      toast({
        severity: 'success',
        message: `Un nouvel identifiant est demandé pour ${personName(account)}.`,
      });
      onAsked(change);
    },
  });
  const refused = request.error instanceof ApiError && !request.error.temporary;
  return (
    <Dialog
      title="Demander un nouvel identifiant"
      onClose={onClose}
      actions={
        <>
          {!refused && (
            <Button busy={request.isPending} onClick={() => request.mutate()}>
              Demander un nouvel identifiant
            </Button>
          )}
          <Button priority="secondary" onClick={onClose}>
            {refused ? 'Fermer' : 'Annuler'}
          </Button>
        </>
      }
    >
      {request.error ? (
        <Alert
          severity="error"
          title={refused ? 'Pas de nouvel identifiant possible' : 'La demande n’est pas partie'}
        >
          <p>
            {request.error instanceof ApiError
              ? request.error.message
              : 'Une erreur est survenue. Réessayez.'}
          </p>
          {refused && <p>L’identifiant {account.username} reste utilisable.</p>}
        </Alert>
      ) : (
        <>
          <p>
            Pour <strong>{personName(account)}</strong>, dont l’identifiant est aujourd’hui{' '}
            <strong className="mono">{account.username}</strong>. Si vous confirmez :
          </p>
          <ul>
            <li>
              le nouvel identifiant est formé la nuit prochaine à partir du prénom et du nom de
              famille actuels, et il est disponible demain ;
            </li>
            <li>d’ici là, l’identifiant et le mot de passe actuels restent utilisables ;</li>
            <li>
              ensuite, le mot de passe est conservé, et l’ancien identifiant ne pourra plus jamais
              être utilisé : pensez à communiquer le nouveau.
            </li>
          </ul>
          <p className="fr-hint-text">
            Possible seulement si le prénom et le nom de famille sont les mêmes dans toutes les
            sources de données. Vous pourrez annuler la demande jusqu’à cette nuit.
          </p>
        </>
      )}
    </Dialog>
  );
}
