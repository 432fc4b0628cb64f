/** The pupils of a guardian in this school, and the links she has said to be wrong (guide §5.1). */
import { TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import type { ChildAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { NO_CLASS, POPULATION_PATH } from '@/words/accounts';
import { date, personName } from '@/words/format';
import styles from './account.module.css';

export function Children({ childLinks }: { childLinks: readonly ChildAnswer[] }) {
  const { uai } = useSchool();
  return (
    <ul className={styles.children}>
      {childLinks.map(({ student, kinship_label, disputed, disputed_at }) => (
        <li key={student.account_id} className={styles.child}>
          <Link to={`/${uai}/${POPULATION_PATH.students}/${student.account_id}`}>
            {personName(student)}
          </Link>
          <span className={styles.childFacts}>
            {[
              kinship_label,
              student.class_label || student.school_class || NO_CLASS,
              student.mef_label,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {disputed && (
            <span className={styles.disputed}>
              <TriangleAlert aria-hidden size={16} />
              Rattachement erroné
              {disputed_at && `, signalé par le responsable le ${date(disputed_at)}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
