import { Button as DsfrButton } from '@codegouvfr/react-dsfr/Button';
import type { LucideIcon } from 'lucide-react';
import type { MouseEventHandler, ReactNode, Ref } from 'react';
import { useId } from 'react';
import { Link, type To } from 'react-router';
import styles from './button.module.css';

type Priority = 'primary' | 'secondary' | 'tertiary' | 'plain';

interface Look {
  children: ReactNode;
  icon?: LucideIcon;
  priority?: Priority;
  small?: boolean;
}

interface ButtonProps extends Look {
  onClick?: MouseEventHandler<HTMLButtonElement>;
  type?: 'button' | 'submit' | 'reset';
  /** Still reachable by keyboard and read out, but does nothing: says why in `reason`. */
  unavailable?: boolean;
  reason?: string;
  /** What it does is under way: pressed again it does nothing. */
  busy?: boolean;
  'aria-expanded'?: boolean;
  'aria-controls'?: string;
  'aria-haspopup'?: 'dialog' | 'menu' | 'listbox';
  'aria-keyshortcuts'?: string;
  'aria-label'?: string;
  'aria-pressed'?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const DSFR = {
  primary: 'primary',
  secondary: 'secondary',
  tertiary: 'tertiary',
  plain: 'tertiary no outline',
} as const;

export function Button({
  children,
  icon: Icon,
  priority = 'primary',
  small = false,
  onClick,
  type = 'button',
  unavailable = false,
  reason,
  busy = false,
  ref,
  ...aria
}: ButtonProps) {
  const reasonId = useId();
  const inert = unavailable || busy;
  return (
    <>
      <DsfrButton
        priority={DSFR[priority]}
        size={small ? 'small' : 'medium'}
        type={type}
        ref={ref}
        className={inert ? styles.unavailable : undefined}
        nativeButtonProps={{
          ...aria,
          'aria-disabled': inert || undefined,
          'aria-busy': busy || undefined,
          'aria-describedby': unavailable && reason ? reasonId : undefined,
        }}
        onClick={(event) => {
          if (inert) event.preventDefault();
          else onClick?.(event);
        }}
      >
        {Icon && <Icon aria-hidden size={small ? 16 : 20} className={styles.icon} />}
        {children}
      </DsfrButton>
      {unavailable && reason && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  );
}

/** Goes somewhere, looking like a button. */
export function ButtonLink({
  to,
  children,
  icon: Icon,
  priority = 'primary',
  small = false,
}: Look & { to: To }) {
  const look = priority === 'plain' ? 'tertiary-no-outline' : priority;
  const classes = ['fr-btn', look !== 'primary' && `fr-btn--${look}`, small && 'fr-btn--sm'];
  return (
    <Link to={to} className={classes.filter(Boolean).join(' ')}>
      {Icon && <Icon aria-hidden size={small ? 16 : 20} className={styles.icon} />}
      {children}
    </Link>
  );
}
