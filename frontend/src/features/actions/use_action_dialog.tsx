/** The dialog of an action, opened by a button of a list, of an account or of a report. */
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { ActionDialog, type Opening } from './action_dialog';

interface OpenedDialog {
  open: (opening: Opening) => void;
  /** To be rendered by the owner; null while closed. */
  dialog: ReactNode;
}

export function useActionDialog(onDone?: () => void): OpenedDialog {
  // Numbered, so that an action offered by the result of another has a dialog of its own.
  const [opened, setOpened] = useState<{ turn: number; opening: Opening } | null>(null);
  const started = useRef(false);

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
        <ActionDialog
          key={opened.turn}
          opening={opened.opening}
          onStarted={() => {
            started.current = true;
          }}
          onOpen={open}
          onClose={close}
        />,
        document.body,
      ),
  };
}
