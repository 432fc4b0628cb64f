import type { ReactNode } from 'react';
import styles from './heading_row.module.css';

/** The title of a part of the page, and across from it its badge or its buttons. */
export function HeadingRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
