/** What is around every page: skip links, header with the tabs of the guide, footer. */
import { ArrowLeftRight, BookOpen, LogOut, School as SchoolIcon } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession, useSessionState } from '@/auth/session_context';
import { brand } from '@/brand/current';
import { useListsNoted } from '@/features/account/last_list';
import { CounterButton } from '@/features/counter/counter_button';
import { type CurrentSchool, useMe } from '@/features/schools/school';
import { Button, ButtonLink } from '@/ui/button';
import { MODULE } from '@/words/accounts';
import { ColourScheme } from './colour_scheme';
import { SessionExpired } from './session_expired';
import styles from './shell.module.css';
import { Tabs, tabsOf } from './tabs';

interface ShellProps {
  school?: CurrentSchool;
  /** A school is on its way: its bars hold their place. */
  awaited?: boolean;
  /** Beside the person's name: what is under way. */
  tray?: ReactNode;
  children: ReactNode;
}

export function Shell({ school, awaited = false, tray, children }: ShellProps) {
  useListsNoted();
  return (
    <div className={styles.shell}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link pressed by keyboard is a click too */}
      <nav className={styles.skip} aria-label="Accès rapide" onClick={skipTo}>
        <a className="fr-link" href="#contenu">
          Contenu
        </a>
        {school && (
          <a className="fr-link" href="#onglets">
            Onglets
          </a>
        )}
        <a className="fr-link" href="#pied">
          Pied de page
        </a>
      </nav>
      <header className={styles.header}>
        <div className={`fr-container ${styles.top}`}>
          <Link to="/" className={styles.service}>
            <brand.Mark />
            <span>
              <strong className={styles.name}>ÉduConnect</strong>
              <span className={styles.module}>
                {MODULE[school && !school.administration ? 'troubleshooting' : 'administration']}
              </span>
            </span>
          </Link>
          <div className={styles.tools}>
            {tray}
            {school && <CounterButton tabs={tabsOf(school)} />}
            <Person />
          </div>
        </div>
        {school && <Tabs school={school} />}
        {school && <SchoolBar school={school} />}
        {awaited && <div className={styles.awaited} />}
      </header>
      {children}
      <SessionExpired />
      <footer id="pied" className={styles.footer} tabIndex={-1}>
        <div className={`fr-container ${styles.foot}`}>
          <brand.Owner />
          <ul>
            <li>
              <Link to="/accessibilite">Accessibilité : non conforme</Link>
            </li>
            <li>
              <Link to="/documentation">Documentation</Link>
            </li>
            <li>
              <a href="/licences.txt">Licences</a>
            </li>
            <li>
              <ColourScheme />
            </li>
          </ul>
        </div>
      </footer>
    </div>
  );
}

/** Moves the focus and leaves the address as it is: what follows `#` in it is the name searched for. */
function skipTo(event: MouseEvent) {
  const link = event.target instanceof Element && event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  document.getElementById(link.hash.slice(1))?.focus();
}

function Person() {
  const session = useSession();
  const state = useSessionState();
  if (state === 'signed-out') return null;
  return (
    <>
      <PersonName />
      <Button small priority="tertiary" icon={LogOut} onClick={() => void session.signOut()}>
        Se déconnecter
      </Button>
    </>
  );
}

function PersonName() {
  const me = useMe();
  return me.data ? <span className={styles.person}>{me.data.name}</span> : null;
}

function SchoolBar({ school }: { school: CurrentSchool }) {
  const me = useMe();
  const several = (me.data?.schools.length ?? 0) > 1;
  return (
    <div className={styles.where}>
      <div className={`fr-container ${styles.school}`}>
        <p>
          <SchoolIcon aria-hidden size={18} />
          <span>
            <span className="mono">{school.uai}</span> <strong>{school.name}</strong>
          </span>
        </p>
        <div className={styles.links}>
          {several && (
            <ButtonLink small priority="plain" to="/" icon={ArrowLeftRight}>
              Choisir un établissement
            </ButtonLink>
          )}
          <span className={styles.foundBelow}>
            <ButtonLink small priority="plain" to="/documentation" icon={BookOpen}>
              Documentation
            </ButtonLink>
          </span>
        </div>
      </div>
    </div>
  );
}
