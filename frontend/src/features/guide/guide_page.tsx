/** « Documentation »: our own guide, open to all (guide §1.2: « avoir accès à ce guide depuis les écrans »). */
import { Printer } from 'lucide-react';
import { Link } from 'react-router';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import styles from './guide.module.css';
import { accounts } from './parts/accounts';
import { actions } from './parts/actions';
import { firstSteps } from './parts/first_steps';
import { lists } from './parts/lists';
import { people } from './parts/people';
import { questions } from './parts/questions';
import { school } from './parts/school';
import { useAnchor } from './use_anchor';

const PARTS = [firstSteps, accounts, lists, actions, people, school, questions];

export default function GuidePage() {
  useAnchor();
  return (
    <Page
      title="Documentation"
      actions={
        <Button priority="tertiary" icon={Printer} onClick={() => window.print()}>
          Imprimer
        </Button>
      }
    >
      <p className="fr-text--lead">
        Le guide de ce service, pour le secrétariat, la direction et les enseignants : ce qu’on fait
        à chaque écran, et ce que cela change.
      </p>
      <div className={styles.guide}>
        <nav className={styles.contents} aria-labelledby="sommaire">
          <h2 id="sommaire" className={styles.contentsTitle} tabIndex={-1}>
            Sommaire
          </h2>
          <ul>
            {PARTS.map((part) => (
              <li key={part.title}>
                <span className={styles.contentsPart}>{part.title}</span>
                <ul>
                  {part.sections.map((section) => (
                    <li key={section.id}>
                      <Link to={`#${section.id}`}>{section.title}</Link>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.parts}>
          {PARTS.map((part) => (
            <section key={part.title} className={styles.part}>
              <h2 className={styles.partTitle}>{part.title}</h2>
              {part.sections.map((section) => (
                <section key={section.id} aria-labelledby={section.id}>
                  <h3 id={section.id} tabIndex={-1} className={styles.sectionTitle}>
                    {section.title}
                  </h3>
                  {section.body}
                </section>
              ))}
              <p className={styles.up}>
                <Link to="#sommaire">Revenir au sommaire</Link>
              </p>
            </section>
          ))}
        </div>
      </div>
    </Page>
  );
}
