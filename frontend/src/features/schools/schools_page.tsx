/** « Choisir un établissement » (guide §2): the caller's schools, by UAI or name. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { Navigate } from 'react-router';
import { listSchools, type Me, type SchoolItem } from '@/api/generated';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { Empty, Failure, Loading } from '@/ui/states';
import { TextField } from '@/ui/text_field';
import { count } from '@/words/format';
import { useMe } from './school';
import { SchoolCard } from './school_card';
import styles from './schools.module.css';
import { SecondFactorRequired } from './second_factor_required';

const TITLE = 'Choisir un établissement';

export default function SchoolsPage() {
  const me = useMe();
  if (me.isError) {
    return (
      <Page title={TITLE}>
        <Failure error={me.error} onRetry={() => void me.refetch()} />
      </Page>
    );
  }
  if (!me.data) return <Loading label="Chargement de vos établissements…" lines={6} />;
  const [only, second] = me.data.schools;
  if (only && !second) return <Navigate to={`/${only.uai}`} replace />;
  return <Schools me={me.data} />;
}

function Schools({ me }: { me: Me }) {
  // Kept here and not in the address: what is typed stays between the person and the service.
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const showAll = () => {
    setTyped('');
    field.current?.focus();
  };
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['schools', q],
    queryFn: ({ signal }) => listSchools({ query: { q }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={TITLE}>
      <p className="fr-text--lead">Bonjour {me.name}. Pour quel établissement travaillez-vous ?</p>
      {!me.trusted && administersSome(me) && <SecondFactorRequired />}
      <search className={styles.search}>
        <TextField
          ref={field}
          label="Rechercher par UAI ou par nom"
          type="search"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
      </search>
      {found.isPending && <Loading label="Chargement de vos établissements…" lines={6} />}
      {found.isError && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && (
        <>
          <p role="status">{count(found.data.total, 'établissement', 'établissements')}</p>
          {found.data.total > 0 ? (
            <ul className={styles.schools} aria-busy={found.isPlaceholderData}>
              {found.data.items.map((school) => (
                <SchoolCard key={school.uai} school={school} me={me} />
              ))}
            </ul>
          ) : (
            <Nothing typed={q} onClear={showAll} />
          )}
          {q === '' && <WithoutData me={me} known={found.data.items} />}
        </>
      )}
    </Page>
  );
}

function Nothing({ typed, onClear }: { typed: string; onClear: () => void }) {
  if (typed === '') {
    return (
      <Empty title="Aucun établissement à administrer">
        <p>
          Les données de vos établissements ne sont pas encore arrivées dans ÉduConnect. Elles
          viennent de la base élèves ou de l’annuaire fédérateur de l’académie.
        </p>
      </Empty>
    );
  }
  return (
    <Empty
      title="Aucun de vos établissements ne correspond"
      actions={
        <Button priority="secondary" onClick={onClear}>
          Tout afficher
        </Button>
      }
    >
      <p>Cherchez par une partie du nom ou de l’UAI, sans vous soucier des accents.</p>
    </Empty>
  );
}

/** Schools of the caller that no roster has told us of: not in the list, and not forgotten either. */
function WithoutData({ me, known }: { me: Me; known: readonly SchoolItem[] }) {
  const uais = me.schools
    .map(({ uai }) => uai)
    .filter((uai) => !known.some((school) => school.uai === uai));
  if (known.length === 0 || uais.length === 0) return null;
  return <p className={styles.without}>Données pas encore reçues pour : {uais.join(', ')}.</p>;
}

const administersSome = (me: Me) =>
  me.schools.some((school) => school.modules.includes('administration'));
