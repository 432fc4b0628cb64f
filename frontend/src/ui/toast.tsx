/** What happened, told for a while in a corner of the screen: never the only place that tells it. */
import { X } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Alert } from './alert';
import styles from './toast.module.css';
import { HEARD_AFTER_MS, useHostOnTop } from './top_layer';

interface Toast {
  severity: 'success' | 'info' | 'warning' | 'error';
  message: ReactNode;
}

const SECONDS = 12;
const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

export const useToast = () => use(ToastContext);

export function Toasts({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Toast & { id: number })[]>([]);
  const host = useHostOnTop();
  const add = useCallback((toast: Toast) => {
    const added = { ...toast, id: Date.now() + Math.random() };
    setTimeout(() => setShown((before) => [...before.slice(-2), added]), HEARD_AFTER_MS);
  }, []);
  const remove = useCallback(
    (id: number) => setShown((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  return (
    <ToastContext value={add}>
      {children}
      {createPortal(
        <section className={styles.corner} aria-label="Messages" aria-live="polite">
          {shown.map((toast) => (
            <ShownToast key={toast.id} toast={toast} onGone={() => remove(toast.id)} />
          ))}
        </section>,
        host,
      )}
    </ToastContext>
  );
}

/** Stays as long as the pointer or the focus is on it. */
function ShownToast({ toast, onGone }: { toast: Toast; onGone: () => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || toast.severity === 'error') return;
    const timer = setTimeout(onGone, SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [held, onGone, toast.severity]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the message while it is read
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Alert severity={toast.severity} live={false}>
        {toast.message}
      </Alert>
      <button
        type="button"
        className={styles.close}
        onClick={onGone}
        aria-label="Fermer le message"
      >
        <X aria-hidden size={18} />
      </button>
    </div>
  );
}
