/** A table of the guide, which scrolls on its own where the screen is narrow. */
import type { ReactNode } from 'react';
import styles from './guide.module.css';

export function GuideTable({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="fr-sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}
