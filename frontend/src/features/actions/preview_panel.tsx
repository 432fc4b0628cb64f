/** What happens to whom, and who is left out, before anything is done. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useId } from 'react';
import type { Preview } from '@/api/generated';
import { Alert } from '@/ui/alert';
import { Failure, Loading } from '@/ui/states';
import { StatusBadge } from '@/ui/status_badge';
import { number } from '@/words/format';
import { type ActionRequest, resets } from './action_request';
import styles from './confirm_dialog.module.css';
import { NothingToDo } from './confirm_problems';
import { actedOn, leftOutLines, statusLines } from './preview_words';
import { isRetryable } from './retryable';

interface PreviewPanelProps {
  request: ActionRequest;
  preview: UseQueryResult<Preview>;
  stale: boolean;
}

export function PreviewPanel({ request, preview, stale }: PreviewPanelProps) {
  const id = useId();
  if (preview.error && !preview.isFetching) {
    const again = isRetryable(preview.error) ? () => void preview.refetch() : undefined;
    return <Failure error={preview.error} onRetry={again} />;
  }
  if (!preview.data) return <Loading label="Lecture de ce que fera l’action…" lines={4} />;
  const lines = statusLines(request, preview.data);
  const leftOut = leftOutLines(preview.data);
  return (
    <section className={styles.preview} aria-labelledby={id} aria-busy={stale} aria-live="polite">
      <h3 id={id}>Ce qui va se passer</h3>
      {resets(request) && request.chosen.resetWarning && (
        <Alert severity="warning" live={false}>
          {request.chosen.resetWarning}
        </Alert>
      )}
      {actedOn(preview.data) === 0 ? (
        <NothingToDo />
      ) : (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line.status} className={styles.line}>
              <span className={styles.count}>{number(line.count)}</span>
              <span className={styles.what}>
                <StatusBadge status={line.status} />
                <span>{line.sentence}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {leftOut.length > 0 && (
        <>
          <h3>Laissés de côté</h3>
          <ul className={`${styles.lines} ${styles.leftOut}`}>
            {leftOut.map((line) => (
              <li key={line.reason} className={styles.line}>
                <span className={styles.count}>{number(line.count)}</span>
                <span className={styles.what}>{line.reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
