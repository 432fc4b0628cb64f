/** Which addresses letters and e-mails bear as things stand. */
import type { SettingsAnswer } from '@/api/generated';
import { printedAddresses } from './address_state';
import styles from './settings.module.css';

export function LettersPreview({ settings }: { settings: SettingsAnswer }) {
  const { addresses, student_portal: students, guardian_portal: guardians } = settings;
  return (
    <section aria-labelledby="apercu" className={styles.preview}>
      <h2 id="apercu" className={styles.title}>
        Ce que portent les courriers aujourd’hui
      </h2>
      <dl className={styles.letters}>
        <Letter
          title="Courriers des élèves"
          lead="Rendez-vous sur"
          urls={printedAddresses('students', addresses.students, students)}
          note={
            addresses.students.active
              ? `L’adresse de l’établissement remplace l’adresse par défaut, ${students}.`
              : 'Adresse par défaut : celle de l’établissement la remplacera une fois activée.'
          }
        />
        <Letter
          title="Courriers et emails des responsables"
          lead="Rendez-vous sur"
          urls={printedAddresses('guardians', addresses.guardians, guardians)}
          note={
            addresses.guardians.active
              ? 'L’adresse de l’établissement s’ajoute à l’adresse par défaut.'
              : 'Adresse par défaut : celle de l’établissement s’y ajoutera une fois activée.'
          }
        />
      </dl>
    </section>
  );
}

function Letter({
  title,
  lead,
  urls,
  note,
}: {
  title: string;
  lead: string;
  urls: readonly string[];
  note: string;
}) {
  return (
    <div className={styles.letter}>
      <dt>{title}</dt>
      <dd>
        {lead}{' '}
        {urls.map((url, index) => (
          <span key={url}>
            {index > 0 && ' ou '}
            <strong className={styles.url}>{url}</strong>
          </span>
        ))}
        <p className={styles.note}>{note}</p>
      </dd>
    </div>
  );
}
