/** What a screen shows when it has nothing yet, nothing at all, or could not get it. */
import { RotateCcw, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiError } from '@/api/client';
import { Alert } from './alert';
import { Button } from './button';
import styles from './states.module.css';

/** Holds the place of what is coming, so that nothing jumps when it comes. */
export function Loading({ label = 'Chargement…', lines = 3 }: { label?: string; lines?: number }) {
  return (
    <div role="status" className={styles.loading} data-loading>
      <span className="fr-sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are all alike
        <span key={line} className={styles.line} aria-hidden />
      ))}
    </div>
  );
}

export function Empty({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <SearchX aria-hidden size={40} />
      <p className={styles.emptyTitle}>{title}</p>
      {children && <div>{children}</div>}
      {actions && <div className={styles.emptyActions}>{actions}</div>}
    </div>
  );
}

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const message =
    error instanceof ApiError ? error.message : 'Une erreur est survenue. Rechargez la page.';
  return (
    <Alert severity="error" title="Ces informations n’ont pas pu être affichées">
      <p>{message}</p>
      {onRetry && (
        <Button small priority="secondary" icon={RotateCcw} onClick={onRetry}>
          Réessayer
        </Button>
      )}
    </Alert>
  );
}
