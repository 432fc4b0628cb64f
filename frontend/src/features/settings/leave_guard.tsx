/** Asks before a link or the window's closing leaves what is not saved. */
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface Wanted {
  to: string;
  /** Whether the router has it; else the browser opens it, as a text or a document. */
  page: boolean;
}

interface LeaveGuardProps {
  unsaved: boolean;
  onDiscard: () => void;
}

export function LeaveGuard({ unsaved, onDiscard }: LeaveGuardProps) {
  const navigate = useNavigate();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  // To leave: the browser does not ask a second time.
  const agreed = useRef(false);

  useEffect(() => {
    if (!unsaved) return;
    agreed.current = false;
    const closing = (event: BeforeUnloadEvent) => {
      if (!agreed.current) event.preventDefault();
    };
    const following = (event: MouseEvent) => {
      const to = leavingTo(event);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(to);
    };
    window.addEventListener('beforeunload', closing);
    // Before the router sees it.
    document.addEventListener('click', following, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', closing);
      document.removeEventListener('click', following, { capture: true });
    };
  }, [unsaved]);

  if (wanted === null) return null;
  return (
    <Dialog
      title="Quitter sans enregistrer ?"
      onClose={() => setWanted(null)}
      actions={
        <>
          <Button onClick={() => setWanted(null)}>Rester sur la page</Button>
          <Button
            priority="secondary"
            onClick={() => {
              onDiscard();
              setWanted(null);
              agreed.current = true;
              if (wanted.page) void navigate(wanted.to);
              else location.assign(wanted.to);
            }}
          >
            Quitter sans enregistrer
          </Button>
        </>
      }
    >
      <p>
        L’adresse que vous avez saisie n’est pas enregistrée : elle ne figurera pas dans les
        courriers.
      </p>
    </Dialog>
  );
}

/** What a plain press on a link would open in the place of this page. */
function leavingTo(event: MouseEvent): Wanted | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || !['', '_self'].includes(link.target) || link.hasAttribute('download')) {
    return null;
  }
  // Another site is left to the browser's own question.
  if (link.origin !== location.origin || link.pathname === location.pathname) return null;
  const to = link.pathname + link.search + link.hash;
  return { to, page: !/\.[^/]*$/.test(link.pathname) };
}
