/** An action from its preview to its result, in one dialog. */
import { useCallback, useState } from 'react';
import type { OperationAnswer, ResetAnswer } from '@/api/generated';
import { FollowedOperation } from '@/features/operations/followed_operation';
import { useAccountsChanged, useSchool } from '@/features/schools/school';
import {
  type ActionKind,
  type ActionOptions,
  type ActionRequest,
  DEFAULT_OPTIONS,
} from './action_request';
import type { ChosenAccounts } from './chosen_accounts';
import { ConfirmDialog } from './confirm_dialog';
import { CredentialsDialog } from './credentials_dialog';

/** An action to offer: whom it is about, and what is chosen to begin with. */
export interface Opening {
  kind: ActionKind;
  chosen: ChosenAccounts;
  options?: Partial<ActionOptions>;
}

interface ActionDialogProps {
  opening: Opening;
  onStarted: () => void;
  /** The result offers another action: to retry what failed, to write to who has no address. */
  onOpen: (opening: Opening) => void;
  onClose: () => void;
}

export function ActionDialog({ opening, onStarted, onOpen, onClose }: ActionDialogProps) {
  const { uai } = useSchool();
  const accountsChanged = useAccountsChanged();
  const [request, setRequest] = useState<ActionRequest>(() => ({
    uai,
    kind: opening.kind,
    // As it was when the button was pressed, whatever the list under the dialog becomes.
    chosen: opening.chosen,
    options: { ...DEFAULT_OPTIONS, ...opening.options },
  }));
  const [started, setStarted] = useState<OperationAnswer | ResetAnswer | null>(null);

  const begin = useCallback(
    (operation: OperationAnswer | ResetAnswer) => {
      setStarted(operation);
      onStarted();
      if (operation.finished_at) accountsChanged();
    },
    [accountsChanged, onStarted],
  );

  if (started === null) {
    return (
      <ConfirmDialog request={request} onChange={setRequest} onStarted={begin} onClose={onClose} />
    );
  }
  if ('credentials' in started && started.credentials) {
    return (
      <CredentialsDialog
        credentials={started.credentials}
        population={started.population}
        onClose={onClose}
      />
    );
  }
  return <FollowedOperation initial={started} onOpen={onOpen} onClose={onClose} />;
}
