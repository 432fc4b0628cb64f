/** The dialog of an operation begun: its progress, which one may leave, then its result. */
import type { OperationAnswer } from '@/api/generated';
import type { Opening } from '@/features/actions/action_dialog';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { OPERATION } from '@/words/accounts';
import { OperationProgress } from './operation_progress';
import { OperationResult } from './operation_result';
import styles from './operations.module.css';
import { isInterrupted, isRunning, useOperation } from './use_operations';
import { useWatched } from './use_watched';

interface FollowedOperationProps {
  initial: OperationAnswer;
  onOpen: (opening: Opening) => void;
  onClose: () => void;
}

export function FollowedOperation({ initial, onOpen, onClose }: FollowedOperationProps) {
  const { uai } = useSchool();
  const reading = useOperation(uai, initial.operation_id);
  const operation = reading.data ?? initial;
  const running = isRunning(operation);
  useWatched(operation);

  return (
    <Dialog
      title={OPERATION[operation.kind]}
      wide
      onClose={onClose}
      actions={<Button onClick={onClose}>{running ? 'Continuer à travailler' : 'Fermer'}</Button>}
    >
      {running ? (
        <div className={styles.progress}>
          <OperationProgress operation={operation} interrupted={isInterrupted(reading)} />
          <p>
            Vous pouvez continuer à travailler : l’opération se poursuit sans vous. Son avancement
            reste affiché en haut de chaque page, et son résultat dans l’onglet « Opérations ».
          </p>
        </div>
      ) : (
        <OperationResult operation={operation} onOpen={onOpen} live={!isRunning(initial)} />
      )}
    </Dialog>
  );
}
