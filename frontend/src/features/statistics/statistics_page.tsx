/** How far the accounts of the school have come, as its last night counted them (guide §6). */
import { useQuery } from '@tanstack/react-query';
import { ChevronsDownUp, ChevronsUpDown, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '@/api/client';
import { getStatistics, type StatisticsAnswer, type TableName } from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { Button, ButtonLink } from '@/ui/button';
import { HeadingRow } from '@/ui/heading_row';
import { Page } from '@/ui/page';
import { Empty, Failure, Loading } from '@/ui/states';
import { count, moment } from '@/words/format';
import { ExportButtons } from './export_buttons';
import styles from './statistics.module.css';
import { StatisticsTable } from './statistics_table';
import { details, summaries, type Table } from './tables';
import { Trend } from './trend';

const TITLE = 'Statistiques d’activation des comptes';

export default function StatisticsPage() {
  const { uai } = useSchool();
  const found = useQuery({
    queryKey: schoolKey(uai, 'statistics'),
    queryFn: ({ signal }) => getStatistics({ path: { uai }, signal }),
  });
  const computedAt = found.data?.computed_at ?? null;
  const none =
    (found.data && computedAt === null) ||
    (found.error instanceof ApiError && found.error.code === 'statistics_not_computed');
  return (
    <Page
      title={TITLE}
      actions={computedAt && <ExportButtons of="toutes les statistiques" computedAt={computedAt} />}
    >
      {found.isPending && <Loading label="Chargement des statistiques…" lines={12} />}
      {none && <NotYet uai={uai} />}
      {found.isError && !none && (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && computedAt && <Tables found={found.data} computedAt={computedAt} />}
    </Page>
  );
}

function NotYet({ uai }: { uai: string }) {
  return (
    <Empty
      title="Les statistiques seront là demain"
      actions={
        <ButtonLink to={`/${uai}`} priority="secondary">
          Voir les nombres du jour
        </ButtonLink>
      }
    >
      <p>
        Elles sont calculées chaque nuit, et cet établissement n’a pas encore connu la sienne. D’ici
        là, la page d’accueil donne les nombres du moment.
      </p>
    </Empty>
  );
}

function Tables({ found, computedAt }: { found: StatisticsAnswer; computedAt: string }) {
  const folded = details(found);
  const [open, setOpen] = useState<ReadonlySet<TableName>>(new Set());
  const allOpen = folded.every((table) => open.has(table.name));
  const toggle = (name: TableName, unfolded: boolean) =>
    setOpen((before) => {
      const after = new Set(before);
      if (unfolded) after.add(name);
      else after.delete(name);
      return after;
    });
  return (
    <>
      <p>
        Ces nombres sont ceux de la nuit dernière : une action faite aujourd’hui y paraît demain.
      </p>
      {summaries(found).map((table) => (
        <div key={table.name} className={styles.section}>
          <HeadingRow>
            <h2 className={styles.title}>{table.title}</h2>
            <ExportButtons table={table.name} of={table.title} computedAt={computedAt} />
          </HeadingRow>
          <StatisticsTable table={table} />
          <Updated computedAt={computedAt} />
        </div>
      ))}
      <section className={styles.section} aria-labelledby="details">
        <HeadingRow>
          <h2 id="details" className={styles.title}>
            Dans le détail
          </h2>
          <Button
            small
            priority="tertiary"
            icon={allOpen ? ChevronsDownUp : ChevronsUpDown}
            onClick={() => setOpen(allOpen ? new Set() : new Set(folded.map(({ name }) => name)))}
          >
            {allOpen ? 'Tout replier' : 'Tout déplier'}
          </Button>
        </HeadingRow>
        <div className={styles.folds}>
          {folded.map((table) => (
            <Fold
              key={table.name}
              table={table}
              open={open.has(table.name)}
              onToggle={(unfolded) => toggle(table.name, unfolded)}
              computedAt={computedAt}
            />
          ))}
        </div>
      </section>
      <Trend />
    </>
  );
}

function Fold({
  table,
  open,
  onToggle,
  computedAt,
}: {
  table: Table;
  open: boolean;
  onToggle: (unfolded: boolean) => void;
  computedAt: string;
}) {
  return (
    <details
      className={styles.fold}
      open={open}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <Plus aria-hidden size={18} className={styles.whenFolded} />
        <Minus aria-hidden size={18} className={styles.whenOpen} />
        {table.title}
        <span className={styles.rows}>{count(table.rows.length, 'ligne', 'lignes')}</span>
      </summary>
      {open && (
        <div className={styles.unfolded}>
          <HeadingRow>
            <p className={styles.note}>
              {table.total === null &&
                'Un responsable dont les enfants sont dans deux lignes compte dans chacune : la somme des lignes peut dépasser le nombre de responsables.'}
            </p>
            <ExportButtons table={table.name} of={table.title} computedAt={computedAt} />
          </HeadingRow>
          <StatisticsTable table={table} />
          <Updated computedAt={computedAt} />
        </div>
      )}
    </details>
  );
}

function Updated({ computedAt }: { computedAt: string }) {
  return <p className={styles.updated}>Dernière mise à jour {moment(computedAt)}</p>;
}
