/** What was odd in the files of an import, for who can correct it at the source. */
import type { AnomalyAnswer } from '@/api/generated';
import { type Column, DataTable } from '@/ui/data_table';
import { count, number } from '@/words/format';
import styles from './imports.module.css';
import { fileKind } from './words';

interface AnomaliesProps {
  /** Tells the tables of several imports apart. */
  caption: string;
  anomalies: readonly AnomalyAnswer[];
  total: number;
}

const COLUMNS: Column<AnomalyAnswer>[] = [
  {
    id: 'record',
    title: 'Enregistrement',
    header: true,
    cell: (anomaly) => anomaly.record,
  },
  { id: 'name', title: 'Personne', cell: (anomaly) => anomaly.name },
  {
    id: 'place',
    title: 'Fichier, ligne',
    cell: (anomaly) =>
      [
        anomaly.file_kind && fileKind(anomaly.file_kind),
        anomaly.line !== null && `ligne ${number(anomaly.line)}`,
      ]
        .filter(Boolean)
        .join(', '),
  },
  { id: 'detail', title: 'Ce qui a été trouvé', cell: (anomaly) => anomaly.detail },
];

export function Anomalies({ caption, anomalies, total }: AnomaliesProps) {
  if (total === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{count(total, 'anomalie', 'anomalies')} à examiner</summary>
      {anomalies.length < total && (
        <p className={styles.note}>
          Les {number(anomalies.length)} premières sur {number(total)} : les autres paraîtront une
          fois celles-ci corrigées dans la base d’où viennent les fichiers.
        </p>
      )}
      <DataTable
        caption={caption}
        columns={COLUMNS}
        rows={anomalies}
        rowId={(anomaly) =>
          `${anomaly.code}/${anomaly.file_kind}/${anomaly.record}/${anomaly.line}/${anomaly.detail}`
        }
      />
    </details>
  );
}
