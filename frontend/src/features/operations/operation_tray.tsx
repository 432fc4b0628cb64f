/** In the header of every page: the operations under way, with their figures, and their end told. */
import { LoaderCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { OperationAnswer } from '@/api/generated';
import { useAccountsChanged, useSchool } from '@/features/schools/school';
import { useAnnounce } from '@/ui/announcer';
import { useToast } from '@/ui/toast';
import { count, number } from '@/words/format';
import {
  handled,
  operationTitle,
  progressSentence,
  quarters,
  resultSentence,
  resultSeverity,
} from './operation_words';
import { forgetStarted, isWatched, startedOperations } from './started_operations';
import styles from './tray.module.css';
import { isRunning, useOperations } from './use_operations';

// More than two would push the header about; the page lists them all.
const SHOWN = 2;

export function OperationTray() {
  const { uai } = useSchool();
  const operations = useOperations(uai).data?.items;
  useEndsTold(uai, operations);
  useQuartersTold(uai, operations);
  const running = operations?.filter(isRunning) ?? [];
  if (running.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label="Opérations en cours">
      {running.slice(0, SHOWN).map((operation) => (
        <li key={operation.operation_id}>
          <Link to={`/${uai}/operations/${operation.operation_id}`} className={styles.running}>
            <LoaderCircle aria-hidden size={16} className={styles.turning} />
            <span>
              <span className="fr-sr-only">En cours : </span>
              {operationTitle(operation)}
            </span>
            <span className={styles.figures}>
              {number(handled(operation))} / {number(operation.total)}
            </span>
            <progress
              className={styles.bar}
              value={handled(operation)}
              max={operation.total}
              aria-label={operationTitle(operation)}
            />
          </Link>
        </li>
      ))}
      {running.length > SHOWN && (
        <li>
          <Link to={`/${uai}/operations`} className={styles.running}>
            et {count(running.length - SHOWN, 'autre opération', 'autres opérations')} en cours
          </Link>
        </li>
      )}
    </ul>
  );
}

/** How far one's own are, a quarter at a time; the one under the eyes tells it itself. */
function useQuartersTold(uai: string, operations: readonly OperationAnswer[] | undefined): void {
  const announce = useAnnounce();
  const told = useRef(new Map<string, number>());
  useEffect(() => {
    const before = told.current;
    const mine = startedOperations(uai);
    const running = operations?.filter(isRunning) ?? [];
    for (const operation of running) {
      const { operation_id } = operation;
      const reached = quarters(operation);
      if (reached <= (before.get(operation_id) ?? reached)) continue;
      if (mine.includes(operation_id) && !isWatched(operation_id)) {
        announce(progressSentence(operation));
      }
    }
    told.current = new Map(running.map((each) => [each.operation_id, quarters(each)]));
  }, [operations, uai, announce]);
}

/** Whoever began them, accounts have changed at their end; one's own are told, once. */
function useEndsTold(uai: string, operations: readonly OperationAnswer[] | undefined): void {
  const toast = useToast();
  const accountsChanged = useAccountsChanged();
  const wereRunning = useRef(new Set<string>());
  useEffect(() => {
    if (!operations) return;
    const before = wereRunning.current;
    const ended = operations.filter((each) => !isRunning(each));
    if (ended.some((each) => before.has(each.operation_id))) accountsChanged();
    wereRunning.current = new Set(operations.filter(isRunning).map((each) => each.operation_id));
    const mine = startedOperations(uai);
    for (const operation of ended) {
      if (!mine.includes(operation.operation_id) || isWatched(operation.operation_id)) continue;
      forgetStarted(uai, operation.operation_id);
      toast({
        severity: resultSeverity(operation),
        message: <Ended uai={uai} operation={operation} />,
      });
    }
  }, [operations, uai, toast, accountsChanged]);
}

function Ended({ uai, operation }: { uai: string; operation: OperationAnswer }) {
  return (
    <p>
      {resultSentence(operation)}{' '}
      <Link to={`/${uai}/operations/${operation.operation_id}`}>Voir le résultat</Link>
    </p>
  );
}
