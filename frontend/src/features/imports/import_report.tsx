/** One import: what became of it, on which files, what it changed. */
import { FileCheck, FileClock } from 'lucide-react';
import type { ImportAnswer, ImportFileAnswer } from '@/api/generated';
import { HeadingRow } from '@/ui/heading_row';
import { longDate, number, time } from '@/words/format';
import { Anomalies } from './anomalies';
import { ImportBadge } from './import_badge';
import styles from './imports.module.css';
import { fileKind, shownCounts } from './words';

export function ImportReport({ report }: { report: ImportAnswer }) {
  const when = `${longDate(report.at)} à ${time(report.at)}`;
  const groups = shownCounts(report.counts);
  return (
    <article className={styles.report} aria-labelledby={report.import_id}>
      <HeadingRow>
        <h2 id={report.import_id} className={styles.title}>
          Import du {when}
        </h2>
        <ImportBadge status={report.status} />
      </HeadingRow>
      <p>{report.message}</p>
      {report.files.length > 0 && (
        <ul className={styles.files}>
          {report.files.map((file) => (
            <File key={`${file.kind}/${file.name}`} file={file} />
          ))}
        </ul>
      )}
      {groups.length > 0 && (
        <details className={styles.details}>
          <summary>Ce qui a changé, en nombres</summary>
          <div className={styles.groups}>
            {groups.map((group) => (
              <section key={group.title}>
                <h3 className={styles.groupTitle}>{group.title}</h3>
                <dl className={styles.counts}>
                  {group.lines.map(({ label, value }) => (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{number(value)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </details>
      )}
      <Anomalies
        caption={`Anomalies de l’import du ${when}`}
        anomalies={report.anomalies}
        total={report.anomaly_count}
      />
    </article>
  );
}

function File({ file }: { file: ImportFileAnswer }) {
  const Icon = file.dropped ? FileCheck : FileClock;
  return (
    <li>
      <Icon aria-hidden size={18} />
      <span>
        <span className={styles.fileName}>{file.name}</span> ({fileKind(file.kind)}
        {file.dropped ? ', nouveau' : ', déjà connu'})
      </span>
    </li>
  );
}
