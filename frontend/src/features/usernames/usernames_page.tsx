/** « Nouveaux identifiants » (guide §8): asked for, given, refused. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import {
  listUsernameChanges,
  type UsernameChangeAnswer,
  type UsernameChangeState,
} from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { useCursorPages } from '@/ui/cursor_pages';
import { Page } from '@/ui/page';
import { Pager } from '@/ui/pager';
import { Empty, Failure, Loading } from '@/ui/states';
import { count } from '@/words/format';
import { AppliedLists } from './applied_lists';
import { ChangesTable } from './changes_table';
import { StateFilter } from './state_filter';
import styles from './usernames.module.css';
import { WithdrawDialog } from './withdraw_dialog';
import { isState } from './words';

export default function UsernamesPage() {
  const { uai } = useSchool();
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('etat');
  const state = isState(chosen) ? chosen : null;
  const [limit, setLimit] = useState(50);
  const pages = useCursorPages(`${state}/${limit}`);
  const [withdrawing, setWithdrawing] = useState<UsernameChangeAnswer | null>(null);
  const [withdrawn, setWithdrawn] = useState(0);
  const result = useRef<HTMLParagraphElement>(null);

  // The row that was pressed goes away: the focus goes to what remains.
  useEffect(() => {
    if (withdrawn > 0) result.current?.focus();
  }, [withdrawn]);

  const found = useQuery({
    queryKey: schoolKey(uai, 'username-changes', state, limit, pages.cursor),
    queryFn: ({ signal }) =>
      listUsernameChanges({
        path: { uai },
        query: { state: state && [state], limit, cursor: pages.cursor },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  // The numbers of a filtered answer are of its own rows: those of all are asked for apart.
  const all = useQuery({
    queryKey: schoolKey(uai, 'username-changes', 'counts'),
    queryFn: ({ signal }) => listUsernameChanges({ path: { uai }, query: { limit: 1 }, signal }),
  });
  const counts: Partial<Record<UsernameChangeState, number>> = all.data?.counts ?? {};

  return (
    <Page
      title="Nouveaux identifiants"
      actions={
        <Button priority="tertiary" icon={Printer} onClick={() => window.print()}>
          Imprimer
        </Button>
      }
    >
      <p>
        Quand un prénom ou un nom était faux à la création du compte, un nouvel identifiant peut
        être demandé depuis la page du compte. Il est attribué la nuit suivante, si toutes les
        sources de données s’accordent sur le nom ; le mot de passe est conservé et l’ancien
        identifiant ne sert plus.
      </p>
      <div className={styles.bar}>
        <StateFilter
          state={state}
          counts={counts}
          total={all.data?.total}
          onChoose={(wanted) => setSearch(wanted ? { etat: wanted } : {}, { replace: true })}
        />
        <div className={styles.list}>
          <AppliedLists applied={counts.APPLIED ?? 0} />
        </div>
      </div>
      {found.isPending && <Loading label="Chargement des demandes…" lines={6} />}
      {found.isError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <p ref={result} tabIndex={-1} role="status">
          {count(found.data.total, 'demande', 'demandes')}
        </p>
      )}
      {found.data?.total === 0 && <None state={state} />}
      {found.data && found.data.total > 0 && (
        <>
          <ChangesTable
            changes={found.data.items}
            stale={found.isPlaceholderData}
            onWithdraw={setWithdrawing}
          />
          <Pager
            page={pages.page}
            pageSize={limit}
            total={found.data.total}
            onFirst={pages.first}
            onPrevious={pages.previous}
            onNext={() => pages.next(found.data?.next_cursor)}
            onPageSize={setLimit}
          />
        </>
      )}
      {withdrawing && (
        <WithdrawDialog
          change={withdrawing}
          onClose={() => setWithdrawing(null)}
          onWithdrawn={() => {
            setWithdrawing(null);
            setWithdrawn((times) => times + 1);
          }}
        />
      )}
    </Page>
  );
}

const NONE: Record<UsernameChangeState, string> = {
  REQUESTED: 'Aucune demande n’attend la nuit prochaine',
  APPLIED: 'Aucun identifiant n’a été changé',
  REFUSED: 'Aucune demande n’a été refusée',
};

function None({ state }: { state: UsernameChangeState | null }) {
  return (
    <Empty title={state ? NONE[state] : 'Aucun nouvel identifiant demandé'}>
      <p>La demande se fait sur la page d’un compte, bouton « Demander un nouvel identifiant ».</p>
    </Empty>
  );
}
