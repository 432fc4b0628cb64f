/** Asks before a request is withdrawn: the night will then change nothing. */
import { useMutation } from '@tanstack/react-query';
import { type UsernameChangeAnswer, withdrawUsernameChange } from '@/api/generated';
import { useAccountsChanged, useSchool } from '@/features/schools/school';
import { useAnnounce } from '@/ui/announcer';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Failure } from '@/ui/states';
import { personName } from '@/words/format';

interface WithdrawDialogProps {
  change: UsernameChangeAnswer;
  onClose: () => void;
  onWithdrawn: () => void;
}

export function WithdrawDialog({ change, onClose, onWithdrawn }: WithdrawDialogProps) {
  const { uai } = useSchool();
  const accountsChanged = useAccountsChanged();
  const announce = useAnnounce();
  const withdrawing = useMutation({
    mutationFn: () => withdrawUsernameChange({ path: { uai, account_id: change.account_id } }),
    onSuccess: () => {
      announce(`Demande annulée pour ${personName(change)}.`);
      onWithdrawn();
    },
    onSettled: accountsChanged,
  });
  return (
    <Dialog
      title="Annuler la demande ?"
      onClose={onClose}
      actions={
        <>
          <Button busy={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
            Annuler la demande
          </Button>
          <Button priority="secondary" onClick={onClose}>
            Garder la demande
          </Button>
        </>
      }
    >
      <p>
        {personName(change)} gardera l’identifiant <code>{change.username}</code>. Vous pourrez
        refaire la demande depuis la page du compte.
      </p>
      {withdrawing.isError && <Failure error={withdrawing.error} />}
    </Dialog>
  );
}
