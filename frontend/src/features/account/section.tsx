import { type ReactNode, type Ref, useId } from 'react';
import styles from './account.module.css';

/** A part of the page, under its title; `titleRef` for who gives that title the focus. */
export function Section({
  title,
  titleRef,
  children,
}: {
  title: string;
  titleRef?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2
        id={id}
        ref={titleRef}
        tabIndex={titleRef ? -1 : undefined}
        className={styles.sectionTitle}
      >
        {title}
      </h2>
      {children}
    </section>
  );
}
