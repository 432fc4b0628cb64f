/** Another username for the account: asked for, awaited, refused or given (guide §8). */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IdCard, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { type UsernameChangeCell, withdrawUsernameChange } from '@/api/generated';
import { useAccountsChanged, useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { moment } from '@/words/format';
import styles from './account.module.css';
import { Section } from './section';
import { accountKey, type ShownAccount } from './shown_account';
import { UsernameChangeDialog } from './username_change_dialog';

export function UsernameChange({ account }: { account: ShownAccount }) {
  const { uai, administration } = useSchool();
  const [asking, setAsking] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const queries = useQueryClient();
  const accountsChanged = useAccountsChanged();
  const toast = useToast();

  // Told at once on the page; the button that was pressed goes, so its part gets the focus.
  const settled = (change: UsernameChangeCell | null) => {
    queries.setQueryData<ShownAccount>(
      accountKey(uai, account.population, account.account_id),
      (before) => before && { ...before, username_change: change },
    );
    accountsChanged();
    setTimeout(() => title.current?.focus());
  };
  const withdrawal = useMutation({
    mutationFn: () => withdrawUsernameChange({ path: { uai, account_id: account.account_id } }),
    onSuccess: () => {
      toast({ severity: 'success', message: 'La demande de nouvel identifiant est annulée.' });
      settled(null);
    },
    // The night may have been faster: the page says how things stand.
    onError: accountsChanged,
  });

  const change = account.username_change;
  if (!administration && change === null) return null;
  return (
    <Section title="Nouvel identifiant" titleRef={title}>
      <div className={styles.change}>
        {change && <State change={change} username={account.username} />}
        {withdrawal.error && <Failure error={withdrawal.error} />}
        {administration && change?.state === 'REQUESTED' && (
          <Button
            small
            priority="secondary"
            icon={Undo2}
            busy={withdrawal.isPending}
            onClick={() => withdrawal.mutate()}
          >
            Annuler la demande
          </Button>
        )}
        {administration && change?.state !== 'REQUESTED' && (
          <>
            <p className={styles.lead}>
              À demander si le prénom ou le nom était erroné à la création de l’identifiant, et
              qu’il a été corrigé depuis.
            </p>
            <Button
              small
              priority="secondary"
              icon={IdCard}
              aria-haspopup="dialog"
              onClick={() => setAsking(true)}
            >
              Demander un nouvel identifiant
            </Button>
          </>
        )}
      </div>
      {asking && (
        <UsernameChangeDialog
          account={account}
          onClose={() => setAsking(false)}
          onAsked={(asked) => {
            setAsking(false);
            settled(asked);
          }}
        />
      )}
    </Section>
  );
}

function State({ change, username }: { change: UsernameChangeCell; username: string }) {
  const asked = `Demandé ${moment(change.requested_at)} par ${change.requested_by}.`;
  switch (change.state) {
    case 'REQUESTED':
      return (
        <Alert severity="info" live={false}>
          <p className={styles.state}>Un nouvel identifiant est demandé</p>
          <p>
            Il sera attribué lors du prochain traitement de nuit, et utilisable le matin qui suit.
            D’ici là, <strong className="mono">{username}</strong> et son mot de passe restent
            utilisables.
          </p>
          <p className={styles.hint}>{asked}</p>
        </Alert>
      );
    case 'APPLIED':
      return (
        <Alert severity="success" live={false}>
          <p className={styles.state}>
            Nouvel identifiant attribué{change.decided_at && ` ${moment(change.decided_at)}`}
          </p>
          <p>
            L’ancien identifiant{' '}
            {change.former_username && <strong className="mono">{change.former_username}</strong>}{' '}
            ne peut plus être utilisé. Le mot de passe est le même.
          </p>
          <p className={styles.hint}>{asked}</p>
        </Alert>
      );
    case 'REFUSED':
      return (
        <Alert severity="warning" live={false}>
          <p className={styles.state}>
            Nouvel identifiant refusé{change.decided_at && ` ${moment(change.decided_at)}`}
          </p>
          {change.refusal_label && <p>{change.refusal_label}</p>}
          <p className={styles.hint}>{asked}</p>
        </Alert>
      );
  }
}
