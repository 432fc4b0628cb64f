import { KeyRound } from 'lucide-react';
import type { AccountStatus, Population } from '@/api/generated';
import { warningOf } from '@/features/account/reset_warning';
import { useOpenAction } from '@/features/actions/action_scope';
import type { Named } from '@/features/people/people_table';
import { Button } from '@/ui/button';
import { personName } from '@/words/format';
import styles from './columns.module.css';

interface ResetButtonProps {
  population: Population;
  person: Named & { status: AccountStatus; email_confirmed: boolean };
}

/** « Réinitialiser le mot de passe » on each line (guide §3.5). */
export function ResetButton({ population, person }: ResetButtonProps) {
  const open = useOpenAction();
  return (
    <span className={styles.reset}>
      <Button
        small
        priority="tertiary"
        icon={KeyRound}
        aria-haspopup="dialog"
        aria-label={`Réinitialiser le mot de passe de ${personName(person)}`}
        onClick={() =>
          open({
            kind: 'reset',
            chosen: {
              population,
              selection: { account_ids: [person.account_id] },
              count: 1,
              resetWarning: warningOf({ population, ...person }),
            },
          })
        }
      >
        Réinitialiser le mot de passe
      </Button>
    </span>
  );
}
