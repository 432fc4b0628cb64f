/**
 * A modal dialog on the platform's own `<dialog>`: it holds the focus, closes on Escape, makes the
 * rest of the page inert and gives the focus back where it was.
 */
import { X } from 'lucide-react';
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Button } from './button';
import styles from './dialog.module.css';
import { onTop } from './top_layer';

interface DialogProps {
  title: string;
  /**
   * Called for Escape and the cross; the owner unmounts the dialog, or keeps it open by not doing so.
   * A press beside it does nothing: what is shown or typed is not lost by a slip of the hand.
   */
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the main one first. */
  actions?: ReactNode;
  wide?: boolean;
  /** What gets the focus when it opens, in the place of the title. */
  initialFocus?: RefObject<HTMLElement | null>;
}

export function Dialog({
  title,
  onClose,
  children,
  actions,
  wide = false,
  initialFocus,
}: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const focusFirst = useEffectEvent(() => (initialFocus?.current ?? heading.current)?.focus());
  const [closedByBrowser, setClosedByBrowser] = useState(0);

  // Before it leaves the page, so that what it holds for others is taken out in time.
  useLayoutEffect(() => (dialog.current ? onTop(dialog.current) : undefined), []);
  useEffect(() => {
    // Its owner has kept it.
    if (closedByBrowser === 0 || !dialog.current || dialog.current.open) return;
    dialog.current.showModal();
    focusFirst();
  }, [closedByBrowser]);
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    focusFirst();
    return () => {
      shown?.close();
      // Where the opener has gone meanwhile, the page's title is the place to be.
      const back =
        before instanceof HTMLElement && before.isConnected && before !== document.body
          ? before
          : document.querySelector<HTMLElement>('h1');
      back?.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={`${styles.dialog} ${wide ? styles.wide : ''}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // A browser may close it without asking, at a second Escape in a row.
        if (!dialog.current || dialog.current.open) return;
        onClose();
        setClosedByBrowser((times) => times + 1);
      }}
    >
      <div className={styles.head}>
        <h2 id={id} ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        <Button priority="plain" small icon={X} onClick={onClose}>
          Fermer
        </Button>
      </div>
      <div className={styles.body}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </dialog>
  );
}
