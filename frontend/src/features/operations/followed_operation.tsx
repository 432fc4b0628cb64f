/** The dialog of an operation begun: its progress, which one may leave, then its result. */
import { useEffect } from 'react';
import type { OperationAnswer } from '@/api/generated';
import type { Opening } from '@/features/actions/action_dialog';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { OPERATION } from '@/words/accounts';
import { OperationProgress } from './operation_progress';
import { OperationResult } from './operation_result';
import styles from './operations.module.css';
import { forgetStarted, watch } from './started_operations';
import { isRunning, useOperations } from './use_operations';

interface FollowedOperationProps {
  initial: OperationAnswer;
  onOpen: (opening: Opening) => void;
  onClose: () => void;
}

export function FollowedOperation({ initial, onOpen, onClose }: FollowedOperationProps) {
  const { uai } = useSchool();
  const reading = useOperations(uai);
  const operation =
    reading.data?.items.find((each) => each.operation_id === initial.operation_id) ?? initial;
  const running = isRunning(operation);

  useEffect(() => watch(initial.operation_id), [initial.operation_id]);
  useEffect(() => {
    // Told here: the corner of the screen need not tell it again.
    if (!running) forgetStarted(uai, initial.operation_id);
  }, [running, uai, initial.operation_id]);

  return (
    <Dialog
      title={OPERATION[operation.kind]}
      wide
      onClose={onClose}
      actions={<Button onClick={onClose}>{running ? 'Continuer à travailler' : 'Fermer'}</Button>}
    >
      {running ? (
        <div className={styles.progress}>
          <OperationProgress operation={operation} interrupted={reading.failureCount > 0} />
          <p>
            Vous pouvez continuer à travailler : l’opération se poursuit sans vous. Son avancement
            reste affiché en haut de chaque page, et son résultat dans l’onglet « Opérations ».
          </p>
        </div>
      ) : (
        <OperationResult operation={operation} onOpen={onOpen} />
      )}
    </Dialog>
  );
}
