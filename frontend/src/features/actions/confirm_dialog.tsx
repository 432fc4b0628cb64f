/** What an action would do, its options, and the button that has it done. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperationAnswer, ResetAnswer } from '@/api/generated';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/text_field';
import { number } from '@/words/format';
import { ActionOptionsForm } from './action_options';
import { type ActionRequest, previewAction, TITLE } from './action_request';
import styles from './confirm_dialog.module.css';
import { NothingToDo, SelectionChanged, SendingFailed } from './confirm_problems';
import { PreviewPanel } from './preview_panel';
import { actedOn, confirmLabel, selected } from './preview_words';
import { isRetryable } from './retryable';
import { countToType, readCount } from './typed_count';
import { useConfirmedAction } from './use_confirmed_action';
import { isSelectionChanged, useCurrentSelection } from './use_current_selection';

interface ConfirmDialogProps {
  request: ActionRequest;
  onChange: (request: ActionRequest) => void;
  onStarted: (operation: OperationAnswer | ResetAnswer) => void;
  onClose: () => void;
}

export function ConfirmDialog({ request, onChange, onStarted, onClose }: ConfirmDialogProps) {
  const preview = useQuery({
    queryKey: ['preview', request],
    queryFn: ({ signal }) => previewAction(request, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const action = useConfirmedAction(onStarted);
  const current = useCurrentSelection(request, (next) => {
    action.forget();
    onChange(next);
  });
  const [typed, setTyped] = useState('');
  const [mistyped, setMistyped] = useState(false);

  const changed = isSelectionChanged(preview.error) || isSelectionChanged(action.error);
  const empty = action.error?.code === 'empty_selection';
  const failed = changed || empty ? null : action.error;
  const shown = preview.data;
  const stale = preview.isFetching;
  const acted = shown ? actedOn(shown) : 0;
  const toType = shown ? countToType(request, shown) : null;

  const confirm = () => {
    if (toType !== null && readCount(typed) !== toType) {
      setMistyped(true);
      return;
    }
    action.confirm(request);
  };

  return (
    <Dialog
      title={TITLE[request.kind]}
      wide
      // While a request is on its way its answer is waited for: it has a limit of its own.
      onClose={action.sending ? () => undefined : onClose}
      actions={
        <>
          {changed ? (
            <Button busy={current.isPending} onClick={() => current.mutate()}>
              Revoir la sélection
            </Button>
          ) : failed && isRetryable(failed) ? (
            <Button busy={action.sending} onClick={action.again}>
              Réessayer
            </Button>
          ) : failed ? (
            <Button onClick={action.forget}>Revenir</Button>
          ) : (
            <Button
              busy={action.sending || (stale && acted > 0)}
              unavailable={!shown || acted === 0}
              reason={shown ? 'Aucun compte n’est concerné.' : 'L’aperçu n’est pas encore chargé.'}
              onClick={confirm}
            >
              {acted === 0 ? TITLE[request.kind] : confirmLabel(request, acted)}
            </Button>
          )}
          <Button priority="secondary" unavailable={action.sending} onClick={onClose}>
            {failed ? 'Fermer' : 'Annuler'}
          </Button>
        </>
      }
    >
      {changed ? (
        <SelectionChanged error={current.error} />
      ) : failed ? (
        <SendingFailed error={failed} />
      ) : (
        <div className={styles.confirm} aria-busy={action.sending}>
          <p className={styles.selected}>
            {selected(request.chosen.population, shown?.total ?? request.chosen.count)}
          </p>
          <ActionOptionsForm
            request={request}
            preview={shown}
            onChange={(options) => {
              // What is on its way stays as it was confirmed.
              if (action.sending) return;
              setMistyped(false);
              action.forget();
              onChange({ ...request, options: { ...request.options, ...options } });
            }}
          />
          {empty && <NothingToDo />}
          <PreviewPanel request={request} preview={preview} stale={stale} />
          {toType !== null && (
            <TextField
              label={`Pour confirmer, saisissez le nombre de comptes concernés : ${number(toType)}`}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              error={mistyped ? `Saisissez ${number(toType)} pour confirmer.` : undefined}
              onChange={(event) => {
                setTyped(event.target.value);
                setMistyped(false);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.repeat && !stale) confirm();
              }}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}
