/** A page: its one title, which gets the focus when one arrives, and the window's title. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import styles from './page.module.css';

interface PageProps {
  title: string;
  /** Above the title: where one is. */
  over?: ReactNode;
  /** Beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

const SERVICE = 'Administration des comptes ÉduConnect';
let firstPage = true;

export function Page({ title, over, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const navigation = useNavigationType();

  useEffect(() => {
    document.title = `${title} – ${SERVICE}`;
  }, [title]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is a new page
  useEffect(() => {
    // The first page of a visit leaves the focus to the browser, so that skip links come first.
    if (!firstPage) heading.current?.focus({ preventScroll: navigation === 'POP' });
    firstPage = false;
  }, [pathname]);

  return (
    <>
      <div className={styles.head}>
        <div>
          {over}
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </>
  );
}
