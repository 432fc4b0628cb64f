/** In the header: « Guichet » and the shortcuts, each with its button, its key and its dialog. */
import { ConciergeBell, Keyboard } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { CounterDialog } from './counter_dialog';
import { useShortcutsOn } from './shortcut_choice';
import { type Shortcut, shortcutsOf } from './shortcuts';
import { useShortcuts } from './use_shortcuts';

const ShortcutsDialog = lazy(() => import('./shortcuts_dialog'));

export function CounterButton({
  tabs,
}: {
  tabs: readonly (readonly [path: string, label: string])[];
}) {
  const { uai } = useSchool();
  const [open, setOpen] = useState<'counter' | 'help' | null>(null);
  const navigate = useNavigate();
  const on = useShortcutsOn();
  const shortcuts = useMemo(() => shortcutsOf(tabs), [tabs]);
  const close = useCallback(() => setOpen(null), []);

  const run = ({ action }: Shortcut) => {
    if (action.kind === 'go') void navigate(`/${uai}${action.path && `/${action.path}`}`);
    else setOpen(action.kind);
  };
  useShortcuts(shortcuts, on, run);

  return (
    <>
      <Button
        small
        priority="secondary"
        icon={ConciergeBell}
        aria-haspopup="dialog"
        aria-keyshortcuts={on ? '/' : undefined}
        onClick={() => setOpen('counter')}
      >
        Guichet
      </Button>
      <Button
        small
        priority="plain"
        icon={Keyboard}
        aria-haspopup="dialog"
        aria-keyshortcuts={on ? '?' : undefined}
        onClick={() => setOpen('help')}
      >
        <span className="fr-sr-only">Raccourcis clavier</span>
      </Button>
      {/* Not loaded on demand: what is typed right after « / » would be lost. */}
      {open === 'counter' && <CounterDialog onClose={close} />}
      <Suspense>
        {open === 'help' && <ShortcutsDialog shortcuts={shortcuts} onClose={close} />}
      </Suspense>
    </>
  );
}
