/** What came of an operation: the guide's sentence, figures with reasons, and what to do next. */
import { useMutation } from '@tanstack/react-query';
import { FileText, RotateCcw } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'react-router';
import type { OperationAnswer } from '@/api/generated';
import type { Opening } from '@/features/actions/action_dialog';
import type { ActionKind } from '@/features/actions/action_request';
import { useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Failure, Loading } from '@/ui/states';
import { number } from '@/words/format';
import { DownloadButton } from './download_button';
import { type ResultLine, resultLines, resultSentence, resultSeverity } from './operation_words';
import styles from './operations.module.css';
import { accountsOf, useTotals } from './use_operations';

interface OperationResultProps {
  operation: OperationAnswer;
  onOpen: (opening: Opening) => void;
  /** On the page of the operation itself there is nothing to go to. */
  onItsPage?: boolean;
  /** Read out as it appears: its end has not been told otherwise. */
  live?: boolean;
}

const ACTION: Record<OperationAnswer['kind'], ActionKind> = {
  NOTIFICATION: 'notification',
  PASSWORD_RESET: 'reset',
  ACCOUNT_LIST: 'list',
};

export function OperationResult({
  operation,
  onOpen,
  onItsPage = false,
  live = false,
}: OperationResultProps) {
  const { uai } = useSchool();
  const totals = useTotals(uai, operation);
  const lines = totals.data && resultLines(totals.data);
  return (
    <div className={styles.result}>
      <Alert severity={resultSeverity(operation)} live={live}>
        <p>{resultSentence(operation)}</p>
      </Alert>
      {operation.file_name && operation.done > 0 && <DownloadButton operation={operation} />}
      {totals.error && <Failure error={totals.error} onRetry={() => void totals.refetch()} />}
      {!lines && !totals.error && <Loading label="Lecture du compte rendu…" lines={3} />}
      {lines && (
        <div className={styles.groups}>
          <Lines title="Traités" lines={lines.done} under={onItsPage ? 1 : 2} />
          <Lines title="Laissés de côté" lines={lines.leftOut} under={onItsPage ? 1 : 2} />
          <Lines title="En échec" lines={lines.failed} under={onItsPage ? 1 : 2} />
          <Lines title="Emails" lines={lines.mail} under={onItsPage ? 1 : 2} />
        </div>
      )}
      <NextSteps
        operation={operation}
        withoutAddress={totals.data?.some(({ reason }) => reason === 'NO_EMAIL') ?? false}
        onOpen={onOpen}
      />
      {!onItsPage && (
        <p className={styles.report}>
          <Link to={`/${uai}/operations/${operation.operation_id}`}>
            Voir le compte rendu détaillé
          </Link>
        </p>
      )}
    </div>
  );
}

interface LinesProps {
  title: string;
  lines: readonly ResultLine[];
  /** The level of the title above: the page's, or the dialog's. */
  under: 1 | 2;
}

function Lines({ title, lines, under }: LinesProps) {
  const id = useId();
  const Title = under === 1 ? 'h2' : 'h3';
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles.group}>
      <Title id={id}>{title}</Title>
      <ul>
        {lines.map((line) => (
          <li key={line.words}>
            {line.words} : <span className={styles.count}>{number(line.count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Letters for exactly those without an address, the same action again for what failed. */
function NextSteps({
  operation,
  withoutAddress,
  onOpen,
}: {
  operation: OperationAnswer;
  withoutAddress: boolean;
  onOpen: (opening: Opening) => void;
}) {
  const { uai } = useSchool();
  const { operation_id, population, kind, channel, failed, file_name } = operation;
  const offer = useMutation({
    mutationFn: (which: 'failed' | 'letters') =>
      accountsOf(
        uai,
        operation_id,
        which === 'failed' ? { status: 'FAILED' } : { reason: 'NO_EMAIL' },
      ),
    onSuccess: (ids, which) => {
      const chosen = { population, selection: { account_ids: ids }, count: ids.length };
      if (which === 'letters') {
        onOpen({ kind: 'notification', chosen, options: { channel: 'letter' } });
      } else {
        onOpen({
          kind: ACTION[kind],
          chosen,
          options: {
            channel: channel ?? 'letter',
            resetPasswords: kind === 'NOTIFICATION' && operation.reset_passwords,
            includeActivated: operation.include_activated,
            format: formatOf(file_name),
          },
        });
      }
    },
  });
  if (!withoutAddress && failed === 0) return null;
  return (
    <div className={styles.next}>
      {failed > 0 && (
        <Button
          priority="secondary"
          icon={RotateCcw}
          busy={offer.isPending}
          onClick={() => offer.mutate('failed')}
        >
          Reprendre les comptes en échec
        </Button>
      )}
      {withoutAddress && (
        <Button
          priority="secondary"
          icon={FileText}
          busy={offer.isPending}
          onClick={() => offer.mutate('letters')}
        >
          Préparer les courriers de ceux qui n’ont pas d’adresse email
        </Button>
      )}
      {offer.error && <Failure error={offer.error} />}
    </div>
  );
}

const formatOf = (fileName: string | null) => {
  const end = fileName?.split('.').at(-1);
  return end === 'csv' || end === 'xlsx' ? end : 'pdf';
};
