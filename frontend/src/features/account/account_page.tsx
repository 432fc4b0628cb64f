/** One account: everything the school may know of it, and all it may do for it (guide §3.1, §5.1, §8). */
import { Users } from 'lucide-react';
import { useParams } from 'react-router';
import { ApiError } from '@/api/client';
import type { Population } from '@/api/generated';
import { AccountActions } from '@/features/actions/account_actions';
import { type CurrentSchool, useSchool } from '@/features/schools/school';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { Empty, Failure, Loading } from '@/ui/states';
import { StatusBadge } from '@/ui/status_badge';
import { POPULATION_PATH } from '@/words/accounts';
import { personName } from '@/words/format';
import styles from './account.module.css';
import { AccountFacts } from './account_facts';
import { ONE_ACCOUNT, placeOf } from './account_words';
import { BackToList } from './back_to_list';
import { Children } from './children';
import { Credentials } from './credentials';
import { History } from './history';
import { PersonFacts } from './person_facts';
import { Section } from './section';
import { justThis, type ShownAccount, useAccount } from './shown_account';
import { UsernameChange } from './username_change';

// An address cut short is no id at all: it leads nowhere either.
const MISSING = [404, 422];

export default function AccountPage({ population }: { population: Population }) {
  const { accountId = '' } = useParams();
  // A new account is a new page: nothing shown of one may linger on another.
  return <OneAccount key={accountId} population={population} accountId={accountId} />;
}

function OneAccount({ population, accountId }: { population: Population; accountId: string }) {
  const account = useAccount(population, accountId);
  const missing = account.error instanceof ApiError && MISSING.includes(account.error.status);
  const shown = missing ? undefined : account.data;
  return (
    <Page
      title={shown ? personName(shown) : ONE_ACCOUNT[population]}
      over={<BackToList population={population} />}
    >
      {missing && <Missing />}
      {account.error && !missing && (
        <Failure error={account.error} onRetry={() => void account.refetch()} />
      )}
      {shown && <Shown account={shown} />}
      {account.isPending && <Loading label="Chargement du compte…" lines={8} />}
    </Page>
  );
}

function Missing() {
  return (
    <Empty title="Ce compte n’est pas, ou n’est plus, dans cet établissement">
      <p>
        La personne est peut-être partie, ou l’adresse est incomplète. Recherchez-la par son nom
        dans la liste.
      </p>
    </Empty>
  );
}

function Shown({ account }: { account: ShownAccount }) {
  const school = useSchool();
  return (
    <>
      <p className={styles.subtitle}>
        <span className="fr-sr-only">Statut du compte : </span>
        <StatusBadge status={account.status} />
        {placeOf(account)}
      </p>
      <AccountActions chosen={justThis(account)} />
      <div className={school.administration ? styles.columns : undefined}>
        <div>
          <Section title="Connexion">
            <Credentials account={account} />
            <AccountFacts account={account} />
          </Section>
          <UsernameChange account={account} />
          <Holder account={account} school={school} />
        </div>
        {school.administration && (
          <Section title="Historique">
            <History accountId={account.account_id} />
          </Section>
        )}
      </div>
    </>
  );
}

const HOLDER: Record<Population, string> = {
  students: 'Élève',
  external_students: 'Élève extérieur',
  guardians: 'Responsable',
};

function Holder({ account, school }: { account: ShownAccount; school: CurrentSchool }) {
  return (
    <>
      {account.population === 'guardians' && (
        <Section title={account.children.length < 2 ? 'Élève rattaché' : 'Élèves rattachés'}>
          <Children childLinks={account.children} />
        </Section>
      )}
      <Section title={HOLDER[account.population]}>
        <PersonFacts account={account} />
        {account.population === 'students' && school.administration && (
          <div className={styles.more}>
            <ButtonLink
              small
              priority="secondary"
              icon={Users}
              // The username tells her from her namesakes.
              to={{
                pathname: `/${school.uai}/${POPULATION_PATH.guardians}`,
                hash: `#${new URLSearchParams({ q: account.username })}`,
              }}
            >
              Voir ses responsables
            </ButtonLink>
          </div>
        )}
      </Section>
    </>
  );
}
