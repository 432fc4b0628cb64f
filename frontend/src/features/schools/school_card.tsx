/** One school to choose: what it is called, how many people it has, how fresh its data are. */
import { School } from 'lucide-react';
import { Link } from 'react-router';
import type { Me, SchoolItem } from '@/api/generated';
import { MODULE, POPULATION } from '@/words/accounts';
import { count, date } from '@/words/format';
import { administers } from './school';
import styles from './schools.module.css';

export function SchoolCard({ school, me }: { school: SchoolItem; me: Me }) {
  const { students, guardians, external_students: external } = school.counts;
  const people = [
    count(students, POPULATION.students.one, POPULATION.students.many),
    guardians !== null && count(guardians, POPULATION.guardians.one, POPULATION.guardians.many),
    external > 0 &&
      count(external, POPULATION.external_students.one, POPULATION.external_students.many),
  ].filter(Boolean);
  return (
    <li className={styles.school}>
      <School aria-hidden size={28} />
      <div>
        <Link to={`/${school.uai}`} className={styles.name}>
          <span className={styles.uai}>{school.uai}</span> {school.name}
        </Link>
        <p>{people.join(' · ')}</p>
        <p className={styles.mention}>
          {school.roster_updated_at
            ? `Données mises à jour le ${date(school.roster_updated_at)}`
            : 'Aucune donnée reçue'}
        </p>
        {!administers(me, school.uai) && <p className={styles.module}>{MODULE.troubleshooting}</p>}
      </div>
    </li>
  );
}
