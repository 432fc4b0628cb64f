import type { OperationAnswer } from '@/api/generated';
import { Alert } from '@/ui/alert';
import { Progress } from '@/ui/progress';
import { handled, operationTitle, progressSentence } from './operation_words';

interface OperationProgressProps {
  operation: OperationAnswer;
  /** The figures could not be read just now. */
  interrupted?: boolean;
}

export function OperationProgress({ operation, interrupted = false }: OperationProgressProps) {
  return (
    <>
      <Progress
        label={operationTitle(operation)}
        done={handled(operation)}
        total={operation.total}
        step={stepOf(operation)}
      />
      {/* A sentence for each quarter: the figures move each second, which nobody could listen to. */}
      <p role="status" className="fr-sr-only">
        {progressSentence(operation)}
      </p>
      {interrupted && (
        <Alert severity="warning">
          <p>
            La connexion est perdue pour l’instant. L’opération continue : son avancement sera relu
            dès que possible.
          </p>
        </Alert>
      )}
    </>
  );
}

/** What goes on when every account has been handled. */
function stepOf(operation: OperationAnswer): string | undefined {
  if (operation.status === 'QUEUED' && handled(operation) === 0) return 'En attente…';
  if (handled(operation) < operation.total) return undefined;
  return operation.channel === 'email' ? 'Envoi des emails…' : 'Fin du traitement…';
}
