import { useSchool } from '@/features/schools/school';
import { TROUBLESHOOTING_STUDENTS } from '@/features/troubleshooting/students_table';
import { PeoplePage } from './people_page';
import { STUDENTS_TABLE } from './students_table';

export default function StudentsPage() {
  const { administration } = useSchool();
  return administration ? (
    <PeoplePage table={STUDENTS_TABLE} />
  ) : (
    <PeoplePage table={TROUBLESHOOTING_STUDENTS} />
  );
}
