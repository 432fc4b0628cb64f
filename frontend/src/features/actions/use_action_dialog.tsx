/** The dialog of an action, opened by a button of a list, of an account or of a report. */
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Dialog } from '@/ui/dialog';
import { Loading } from '@/ui/states';
import type { Opening } from './action_dialog';
import { TITLE } from './action_request';

// A list is there without its dialogs, which are fetched once someone is about to open one.
const load = () => import('./action_dialog');
const ActionDialog = lazy(() => load().then((loaded) => ({ default: loaded.ActionDialog })));

interface OpenedDialog {
  open: (opening: Opening) => void;
  /** To be rendered by the owner; null while closed. */
  dialog: ReactNode;
}

/** `likely` when it may be opened any moment: its code is fetched before it is asked for. */
export function useActionDialog(onDone?: () => void, likely = false): OpenedDialog {
  // Numbered, so that an action offered by the result of another has a dialog of its own.
  const [opened, setOpened] = useState<{ turn: number; opening: Opening } | null>(null);
  const started = useRef(false);

  useEffect(() => {
    // Failing is no matter here: it is fetched again when it is opened.
    if (likely) void load().catch(() => undefined);
  }, [likely]);

  const open = useCallback((opening: Opening) => {
    setOpened((before) => ({ turn: (before?.turn ?? 0) + 1, opening }));
  }, []);

  const close = () => {
    setOpened(null);
    if (started.current) onDone?.();
    started.current = false;
  };

  return {
    open,
    dialog:
      opened &&
      // Beside the page, not in it: what holds the button may be folded away meanwhile.
      createPortal(
        <Suspense
          fallback={
            <Dialog title={TITLE[opened.opening.kind]} wide onClose={close}>
              <Loading lines={6} />
            </Dialog>
          }
        >
          <ActionDialog
            key={opened.turn}
            opening={opened.opening}
            onStarted={() => {
              started.current = true;
            }}
            onOpen={open}
            onClose={close}
          />
        </Suspense>,
        document.body,
      ),
  };
}
