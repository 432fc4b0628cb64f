/** How something stands: a shape and words as well as a colour, so that no one has to see the colour. */
import type { LucideIcon } from 'lucide-react';
import styles from './badge.module.css';

export type Tone = 'error' | 'warning' | 'info' | 'success' | 'neutral';

export type BadgeLook = readonly [icon: LucideIcon, tone: Tone];

export function Badge({ look: [Icon, tone], children }: { look: BadgeLook; children: string }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <Icon aria-hidden size={16} />
      {children}
    </span>
  );
}
