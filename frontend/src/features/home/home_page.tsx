/** « Accueil » of a school (guide §2): how fresh its data are, its numbers, and where to go. */
import { useSchool } from '@/features/schools/school';
import { Page } from '@/ui/page';
import { Doors } from './doors';
import styles from './home.module.css';
import { PopulationCounts } from './population_counts';
import { Warning } from './warning';
import { Welcome } from './welcome';

export default function HomePage() {
  const school = useSchool();
  const { by_status: byStatus, counts } = school.home;
  return (
    <Page title="Accueil">
      <Warning school={school} />
      <section aria-labelledby="nombres" className={styles.section}>
        <h2 id="nombres" className={styles.sectionTitle}>
          Où en sont les comptes
        </h2>
        <div className={styles.cards}>
          <PopulationCounts uai={school.uai} population="students" counts={byStatus.students} />
          {byStatus.guardians && (
            <PopulationCounts uai={school.uai} population="guardians" counts={byStatus.guardians} />
          )}
          {counts.external_students > 0 && (
            <PopulationCounts
              uai={school.uai}
              population="external_students"
              counts={byStatus.external_students}
            />
          )}
        </div>
      </section>
      <Welcome school={school} />
      <Doors school={school} />
    </Page>
  );
}
