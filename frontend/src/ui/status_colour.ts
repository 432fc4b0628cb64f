/** The class that paints a part of a bar in the colour of a state; its figure stands beside it. */
import type { AccountStatus } from '@/api/generated';
import styles from './status_colour.module.css';

export const STATUS_COLOUR: Record<AccountStatus, string | undefined> = {
  NOT_NOTIFIED: styles.notNotified,
  NOTIFIED: styles.notified,
  ACTIVATING: styles.activating,
  ACTIVATED: styles.activated,
};
