/** A slip to hand over at the counter: it is in the page while it is printed, and alone on paper. */
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { CredentialsAnswer, Population } from '@/api/generated';
import type { CurrentSchool } from '@/features/schools/school';
import { date, personName } from '@/words/format';
import styles from './slip.module.css';

export function useSlip(
  school: CurrentSchool,
  credentials: CredentialsAnswer,
): { print: () => void; element: ReactNode } {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return;
    const done = () => setPrinting(false);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [printing]);
  return {
    print: () => setPrinting(true),
    element: printing
      ? createPortal(<Slip school={school} credentials={credentials} />, document.body)
      : null,
  };
}

/** What is chosen on ÉduConnect's own page before the username is typed (guide §1.1). */
const PROFILE: Record<Population, string> = {
  students: 'Élève',
  external_students: 'Élève',
  guardians: 'Représentant légal',
};

function Slip({ school, credentials }: { school: CurrentSchool; credentials: CredentialsAnswer }) {
  return (
    <section className={styles.slip} aria-hidden>
      <p className={styles.school}>
        {school.name} ({school.uai})
      </p>
      <p className={styles.title}>Votre compte ÉduConnect</p>
      <p className={styles.person}>
        {personName(credentials)}
        {credentials.school_class && ` – ${credentials.school_class}`}
      </p>
      <dl>
        <dt>Identifiant</dt>
        <dd>{credentials.username}</dd>
        <dt>Mot de passe provisoire</dt>
        <dd>{credentials.password}</dd>
      </dl>
      {credentials.expires_at && <p>À utiliser avant le {date(credentials.expires_at)}.</p>}
      <p>
        Connectez-vous sur <strong>{credentials.portals.join(' ou ')}</strong> avec le profil «{' '}
        {PROFILE[credentials.population]} », puis choisissez votre propre mot de passe. Gardez ce
        papier pour vous.
      </p>
    </section>
  );
}
