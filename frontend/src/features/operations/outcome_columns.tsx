/** The columns of a report: who, what became of the account, and of its e-mail. */
import {
  CircleCheck,
  CircleMinus,
  CircleX,
  Clock,
  type LucideIcon,
  MailCheck,
  MailWarning,
  Send,
} from 'lucide-react';
import { Link } from 'react-router';
import type { MailStatus, OperationAnswer, OutcomeAnswer, OutcomeStatus } from '@/api/generated';
import type { Column } from '@/ui/data_table';
import { effectWords, mailWords, POPULATION, POPULATION_PATH, reasonWords } from '@/words/accounts';
import { personName } from '@/words/format';
import styles from './operations.module.css';
import { outcomeWords } from './outcome_filters';

export function outcomeColumns(uai: string, operation: OperationAnswer): Column<OutcomeAnswer>[] {
  const { population, channel } = operation;
  const person: Column<OutcomeAnswer> = {
    id: 'person',
    title: population === 'guardians' ? 'Responsable' : 'Élève',
    header: true,
    cell: ({ account_id, family_name, first_name }) =>
      family_name === null || first_name === null ? (
        <span className={styles.unknown}>
          {POPULATION[population].one} que l’établissement ne voit plus
        </span>
      ) : (
        <Link to={`/${uai}/${POPULATION_PATH[population]}/${account_id}`}>
          {personName({ family_name, first_name })}
        </Link>
      ),
  };
  const schoolClass: Column<OutcomeAnswer> = {
    id: 'class',
    title: 'Classe',
    cell: ({ school_class }) => school_class,
  };
  const rest: Column<OutcomeAnswer>[] = [
    { id: 'username', title: 'Identifiant', nowrap: true, cell: ({ username }) => username },
    { id: 'outcome', title: 'Résultat', cell: (outcome) => <Result outcome={outcome} /> },
  ];
  const mail: Column<OutcomeAnswer> = {
    id: 'mail',
    title: 'Email',
    cell: (outcome) => outcome.mail && <MailState mail={outcome.mail} />,
  };
  return [
    person,
    ...(population === 'students' ? [schoolClass] : []),
    ...rest,
    ...(channel === 'email' ? [mail] : []),
  ];
}

const OUTCOME_LOOK: Record<OutcomeStatus, [LucideIcon, string | undefined]> = {
  DONE: [CircleCheck, styles.succeeded],
  SKIPPED: [CircleMinus, styles.leftOut],
  FAILED: [CircleX, styles.failed],
};

function Result({ outcome: { status, effect, reason } }: { outcome: OutcomeAnswer }) {
  const [Icon, colour] = OUTCOME_LOOK[status];
  const why = status === 'DONE' ? effect && effectWords(effect) : reason && reasonWords(reason);
  return (
    <span className={styles.outcome}>
      <Icon aria-hidden size={16} className={colour} />
      <span>
        {outcomeWords(status)}
        {why && ` : ${why}`}
      </span>
    </span>
  );
}

const MAIL_LOOK: Record<MailStatus, [LucideIcon, string | undefined]> = {
  PENDING: [Clock, styles.running],
  SENDING: [Clock, styles.running],
  SENT: [Send, styles.running],
  DELIVERED: [MailCheck, styles.succeeded],
  REJECTED: [MailWarning, styles.failed],
  BOUNCED: [MailWarning, styles.failed],
  COMPLAINED: [MailWarning, styles.partial],
};

function MailState({ mail }: { mail: MailStatus }) {
  const [Icon, colour] = MAIL_LOOK[mail];
  return (
    <span className={styles.outcome}>
      <Icon aria-hidden size={16} className={colour} />
      {mailWords(mail)}
    </span>
  );
}
