/** What came of an operation: the guide's sentence, figures with reasons, and what to do next. */
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { Link } from 'react-router';
import type { OperationAnswer } from '@/api/generated';
import type { Opening } from '@/features/actions/action_dialog';
import { useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Failure, Loading } from '@/ui/states';
import { number } from '@/words/format';
import { DownloadButton } from './download_button';
import { type NextStep, nextSteps } from './next_steps';
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
      <Alert severity={resultSeverity(operation, totals.data)} live={live}>
        <p>{resultSentence(operation, totals.data)}</p>
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
        steps={nextSteps(operation, totals.data ?? [])}
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

/** One button for each step: it looks up the accounts it is for, then opens the action on them. */
function NextSteps({
  operation: { operation_id, population },
  steps,
  onOpen,
}: {
  operation: OperationAnswer;
  steps: readonly NextStep[];
  onOpen: (opening: Opening) => void;
}) {
  const { uai } = useSchool();
  const offer = useMutation({
    mutationFn: ({ whose }: NextStep) => accountsOf(uai, operation_id, whose),
    onSuccess: (ids, { kind, options }) =>
      onOpen({
        kind,
        chosen: { population, selection: { account_ids: ids }, count: ids.length },
        options,
      }),
  });
  if (steps.length === 0) return null;
  return (
    <div className={styles.next}>
      {steps.map((step) => (
        <Button
          key={step.label}
          priority="secondary"
          icon={step.icon}
          busy={offer.isPending}
          onClick={() => offer.mutate(step)}
        >
          {step.label}
        </Button>
      ))}
      {offer.error && <Failure error={offer.error} />}
    </div>
  );
}
