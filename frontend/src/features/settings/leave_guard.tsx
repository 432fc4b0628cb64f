/** Asks before a link or the window's closing leaves what is not saved. */
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';

interface LeaveGuardProps {
  unsaved: boolean;
  onDiscard: () => void;
}

export function LeaveGuard({ unsaved, onDiscard }: LeaveGuardProps) {
  const navigate = useNavigate();
  const [wanted, setWanted] = useState<string | null>(null);

  useEffect(() => {
    if (!unsaved) return;
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
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
              void navigate(wanted);
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

/** The page of the service that a plain press on a link would open in the place of this one. */
function leavingTo(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target === '_blank' || link.origin !== location.origin) return null;
  if (link.pathname === location.pathname) return null;
  return link.pathname + link.search + link.hash;
}
