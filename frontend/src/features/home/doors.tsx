/** The pages that are no tab, each with what one finds there. */
import {
  AtSign,
  BookOpen,
  DatabaseZap,
  ListChecks,
  type LucideIcon,
  ScrollText,
} from 'lucide-react';
import { Link } from 'react-router';
import type { CurrentSchool } from '@/features/schools/school';
import styles from './home.module.css';

type Door = [to: string, icon: LucideIcon, title: string, what: string];

export function Doors({ school }: { school: CurrentSchool }) {
  const { uai, administration } = school;
  const operations: Door = [
    `/${uai}/operations`,
    ListChecks,
    'Opérations',
    'Les actions en cours et passées, leurs comptes rendus et leurs documents.',
  ];
  const documentation: Door = [
    '/documentation',
    BookOpen,
    'Documentation',
    'Le guide de ce service, écran par écran.',
  ];
  const doors: Door[] = administration
    ? [
        operations,
        [
          `/${uai}/imports`,
          DatabaseZap,
          'Imports',
          'Ce que chaque mise à jour des données a changé, et les anomalies à corriger.',
        ],
        [
          `/${uai}/identifiants`,
          AtSign,
          'Nouveaux identifiants',
          'Les identifiants demandés, attribués ou refusés.',
        ],
        [
          `/${uai}/journal`,
          ScrollText,
          'Journal',
          'Qui a fait quoi, quand et pour qui, à lire ou à exporter.',
        ],
        documentation,
      ]
    : [operations, documentation];
  return (
    <section aria-labelledby="suivi" className={styles.section}>
      <h2 id="suivi" className={styles.sectionTitle}>
        Suivi et aide
      </h2>
      <ul className={styles.doors}>
        {doors.map(([to, Icon, title, what]) => (
          <li key={to}>
            <Icon aria-hidden size={24} />
            <div>
              <Link to={to} className={styles.door}>
                {title}
              </Link>
              <p>{what}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
