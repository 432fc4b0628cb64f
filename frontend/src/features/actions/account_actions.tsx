/** The three buttons of the guide over chosen accounts (guide §3.2 to §3.4, §5.2 to §5.4). */
import { KeyRound, ListChecks, type LucideIcon, Send } from 'lucide-react';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import styles from './account_actions.module.css';
import { type ActionKind, TITLE } from './action_request';
import type { ChosenAccounts } from './chosen_accounts';
import { useActionDialog } from './use_action_dialog';

interface AccountActionsProps {
  /** Null while nothing is chosen. */
  chosen: ChosenAccounts | null;
  /** The dialog was left after something was done, or begun. */
  onDone?: () => void;
}

const ICON: Record<ActionKind, LucideIcon> = {
  notification: Send,
  list: ListChecks,
  reset: KeyRound,
};

// Troubleshooting lists and resets, and no more (guide §3.5).
const TROUBLESHOOTING: readonly ActionKind[] = ['list', 'reset'];
const ADMINISTRATION: readonly ActionKind[] = ['notification', 'list', 'reset'];

const NOTHING_CHOSEN = 'Sélectionnez d’abord au moins un compte.';

export function AccountActions({ chosen, onDone }: AccountActionsProps) {
  const { administration } = useSchool();
  const some = chosen !== null && chosen.count > 0;
  const { open, dialog } = useActionDialog(onDone, some);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form */}
      <div
        role="group"
        aria-label="Actions sur les comptes sélectionnés"
        className={styles.actions}
      >
        {(administration ? ADMINISTRATION : TROUBLESHOOTING).map((kind) => (
          <Button
            key={kind}
            icon={ICON[kind]}
            priority={kind === 'notification' ? 'primary' : 'secondary'}
            aria-haspopup="dialog"
            unavailable={!some}
            reason={NOTHING_CHOSEN}
            onClick={() => {
              if (chosen) open({ kind, chosen });
            }}
          >
            {TITLE[kind]}
          </Button>
        ))}
        {!some && (
          <span aria-hidden className="fr-hint-text">
            {NOTHING_CHOSEN}
          </span>
        )}
      </div>
      {dialog}
    </>
  );
}
