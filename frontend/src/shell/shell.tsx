/** What is around every page: skip links, header with the tabs of the guide, footer. */
import { BookOpen, ChevronDown, LogOut, School as SchoolIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useSession, useSessionState } from '@/auth/session_context';
import { brand } from '@/brand/current';
import { type CurrentSchool, useMe } from '@/features/schools/school';
import { Button, ButtonLink } from '@/ui/button';
import { MODULE } from '@/words/accounts';
import { ColourScheme } from './colour_scheme';
import { SessionExpired } from './session_expired';
import styles from './shell.module.css';

interface ShellProps {
  school?: CurrentSchool;
  /** Beside the person's name: what is under way. */
  tray?: ReactNode;
  children: ReactNode;
}

/** The tabs of the module, in the guide's order and words (guide §2, §3.5). */
export function tabsOf(school: CurrentSchool): [path: string, label: string][] {
  const external: [string, string][] =
    school.home.counts.external_students > 0 ? [['eleves-exterieurs', 'Élèves extérieurs']] : [];
  if (!school.administration) {
    return [['', 'Accueil'], ['eleves', 'Élèves'], ...external, ['operations', 'Opérations']];
  }
  return [
    ['', 'Accueil'],
    ['eleves', 'Élèves'],
    ['responsables', 'Responsables'],
    ...external,
    ['statistiques', 'Statistiques'],
    ['parametrage', 'Paramétrage'],
    ['operations', 'Opérations'],
  ];
}

export function Shell({ school, tray, children }: ShellProps) {
  return (
    <div className={styles.shell}>
      <nav className={styles.skip} aria-label="Accès rapide">
        <a className="fr-link" href="#contenu">
          Contenu
        </a>
        {school && (
          <a className="fr-link" href="#onglets">
            Onglets
          </a>
        )}
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
            <Person />
          </div>
        </div>
        {school && <SchoolBar school={school} />}
      </header>
      {children}
      <SessionExpired />
      <footer className={styles.footer}>
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
              <ColourScheme />
            </li>
          </ul>
        </div>
      </footer>
    </div>
  );
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
    <>
      <nav
        id="onglets"
        className={`fr-container ${styles.tabs}`}
        aria-label="Onglets"
        tabIndex={-1}
      >
        <ul>
          {tabsOf(school).map(([path, label]) => (
            <li key={path}>
              <NavLink to={`/${school.uai}${path && `/${path}`}`} end={path === ''}>
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.where}>
        <div className={`fr-container ${styles.school}`}>
          <p>
            <SchoolIcon aria-hidden size={18} /> <span>{school.uai}</span>{' '}
            <strong>{school.name}</strong>
          </p>
          {several && (
            <ButtonLink small priority="plain" to="/" icon={ChevronDown}>
              Choisir un établissement
            </ButtonLink>
          )}
          <ButtonLink small priority="plain" to="/documentation" icon={BookOpen}>
            Documentation
          </ButtonLink>
        </div>
      </div>
    </>
  );
}
