import { useSchool } from '@/features/schools/school';
import { TROUBLESHOOTING_EXTERNAL_STUDENTS } from '@/features/troubleshooting/external_students_table';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { EXTERNAL_STUDENTS_TABLE } from './external_students_table';
import { PeoplePage } from './people_page';

/** Only where there are some (guide §2): its tab is not shown, but its address may be known. */
export default function ExternalStudentsPage() {
  const { uai, administration, home } = useSchool();
  if (home.counts.external_students === 0) {
    return (
      <Page title={EXTERNAL_STUDENTS_TABLE.title}>
        <p>
          Aucun élève d’un autre établissement ne suit d’enseignement dans le vôtre. Quand il y en
          aura, un onglet « Élèves extérieurs » apparaîtra.
        </p>
        <ButtonLink to={`/${uai}/eleves`} priority="secondary">
          Voir les élèves de l’établissement
        </ButtonLink>
      </Page>
    );
  }
  return administration ? (
    <PeoplePage table={EXTERNAL_STUDENTS_TABLE} />
  ) : (
    <PeoplePage table={TROUBLESHOOTING_EXTERNAL_STUDENTS} />
  );
}
