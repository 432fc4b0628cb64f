/** One operation: its progress, then its result and what became of each account. */
import { ArrowLeft } from 'lucide-react';
import { useParams } from 'react-router';
import type { OperationAnswer } from '@/api/generated';
import { useActionDialog } from '@/features/actions/use_action_dialog';
import { useSchool } from '@/features/schools/school';
import { ButtonLink } from '@/ui/button';
import { Facts } from '@/ui/facts';
import { Page } from '@/ui/page';
import { Failure, Loading } from '@/ui/states';
import { CHANNEL } from '@/words/accounts';
import { moment } from '@/words/format';
import { OperationProgress } from './operation_progress';
import { OperationResult } from './operation_result';
import { OperationStatus } from './operation_status';
import { figures, operationTitle } from './operation_words';
import styles from './operations.module.css';
import { OutcomesReport } from './outcomes_report';
import { isInterrupted, isRunning, useOperation } from './use_operations';
import { useWatched } from './use_watched';

export default function OperationPage() {
  const { operationId = '' } = useParams();
  const { uai } = useSchool();
  const reading = useOperation(uai, operationId);
  const operation = reading.data;
  return (
    <Page
      title={operation ? operationTitle(operation) : 'Opération'}
      over={
        <ButtonLink small priority="plain" icon={ArrowLeft} to={`/${uai}/operations`}>
          Toutes les opérations
        </ButtonLink>
      }
    >
      {operation ? (
        <Operation key={operationId} operation={operation} interrupted={isInterrupted(reading)} />
      ) : reading.error ? (
        <Failure error={reading.error} onRetry={() => void reading.refetch()} />
      ) : (
        <Loading label="Chargement de l’opération…" lines={8} />
      )}
    </Page>
  );
}

function Operation({
  operation,
  interrupted,
}: {
  operation: OperationAnswer;
  interrupted: boolean;
}) {
  const { open, dialog } = useActionDialog();
  const running = isRunning(operation);
  useWatched(operation);
  return (
    <div className={styles.page}>
      <Facts facts={factsOf(operation)} />
      {running ? (
        <OperationProgress operation={operation} interrupted={interrupted} />
      ) : (
        <>
          <OperationResult operation={operation} onOpen={open} onItsPage />
          <OutcomesReport operation={operation} />
        </>
      )}
      {dialog}
    </div>
  );
}

function factsOf(operation: OperationAnswer): [string, React.ReactNode][] {
  const facts: [string, React.ReactNode][] = [
    ['État', <OperationStatus key="status" status={operation.status} />],
    ['Demandée', `${moment(operation.created_at)} par ${operation.created_by}`],
    ['Compte rendu', figures(operation)],
  ];
  if (operation.finished_at) facts.splice(2, 0, ['Terminée', moment(operation.finished_at)]);
  if (operation.kind === 'NOTIFICATION') {
    facts.push(
      ['Type de notification', CHANNEL[operation.channel ?? 'letter']],
      [
        'Mots de passe',
        operation.reset_passwords ? 'Réinitialisés aussi' : 'Conservés s’ils valent encore',
      ],
    );
  }
  return facts;
}
