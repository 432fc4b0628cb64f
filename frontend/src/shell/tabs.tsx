/** The tabs of a school: a bar, or behind a button where there is no room for one. */
import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import type { CurrentSchool } from '@/features/schools/school';
import styles from './tabs.module.css';

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

export function Tabs({ school }: { school: CurrentSchool }) {
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useId();
  const tabs = tabsOf(school);
  const section = pathname.split('/')[2] ?? '';
  const current = tabs.find(([path]) => path === section)?.[1];

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is a tab that was chosen
  useEffect(() => setOpen(false), [pathname]);

  return (
    <nav
      id="onglets"
      className={styles.tabs}
      aria-label="Onglets"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <div className="fr-container">
        <button
          ref={button}
          type="button"
          className={styles.toggle}
          aria-expanded={open}
          aria-controls={list}
          onClick={() => setOpen(!open)}
        >
          <span>Menu{current && <span className={styles.current}> : {current}</span>}</span>
          <ChevronDown aria-hidden size={20} className={styles.chevron} />
        </button>
        <ul id={list} className={open ? styles.open : undefined}>
          {tabs.map(([path, label]) => (
            <li key={path}>
              <NavLink to={`/${school.uai}${path && `/${path}`}`} end={path === ''}>
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}
