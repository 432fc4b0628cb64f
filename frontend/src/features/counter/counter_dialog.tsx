/** « Guichet »: one person after the other, without leaving the page one is on. */
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { Dialog } from '@/ui/dialog';
import { CounterCard } from './counter_card';
import type { Found } from './found_people';
import { PeopleSearch } from './people_search';
import type { ResetStage } from './reset_at_counter';

export function CounterDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Found | null>(null);
  const [stage, setStage] = useState<ResetStage>('before');
  const field = useRef<HTMLInputElement>(null);
  const { pathname } = useLocation();
  const opened = useRef(pathname);

  // The link to an account's page leaves the counter.
  useEffect(() => {
    if (pathname !== opened.current) onClose();
  }, [pathname, onClose]);
  // Back from a card, what is typed replaces the last search.
  useEffect(() => {
    if (chosen === null) field.current?.select();
  }, [chosen]);

  const choose = (found: Found | null) => {
    setStage('before');
    setChosen(found);
  };
  // A new password is on its way here: nothing closes over it.
  const close = () => {
    if (stage !== 'sent') onClose();
  };

  return (
    <Dialog title="Guichet" onClose={close} initialFocus={field} wide>
      {chosen === null ? (
        <PeopleSearch text={text} onText={setText} onChoose={choose} field={field} />
      ) : (
        <CounterCard
          key={chosen.accountId}
          found={chosen}
          stage={stage}
          onStage={setStage}
          onNext={() => choose(null)}
        />
      )}
    </Dialog>
  );
}
