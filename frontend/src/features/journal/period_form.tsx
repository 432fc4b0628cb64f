/** From one day to another, both included. */
import { type ReactNode, useState } from 'react';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/text_field';
import styles from './journal.module.css';

export interface Days {
  /** 2026-11-23; empty before the first answer. */
  since: string;
  until: string;
}

interface PeriodFormProps {
  period: Days;
  onChoose: (period: Days) => void;
  children: ReactNode;
}

export function PeriodForm({ period, onChoose, children }: PeriodFormProps) {
  const [draft, setDraft] = useState<Partial<Days>>({});
  // A day is empty too while one types it: it is missing once the form is sent.
  const [sent, setSent] = useState(false);
  const days = { ...period, ...draft };
  const whole = days.since !== '' && days.until !== '';
  const reversed = whole && days.until < days.since;
  const change = (days: Partial<Days>) => {
    setSent(false);
    setDraft({ ...draft, ...days });
  };
  return (
    <form
      className={styles.period}
      aria-label="Période"
      onSubmit={(event) => {
        event.preventDefault();
        setSent(true);
        if (whole && !reversed) onChoose(days);
      }}
    >
      <TextField
        label="Du"
        type="date"
        value={days.since}
        error={sent && days.since === '' ? 'Renseignez le premier jour de la période.' : undefined}
        onChange={(event) => change({ since: event.target.value })}
      />
      <TextField
        label="Au"
        type="date"
        value={days.until}
        error={
          reversed
            ? 'La période doit finir après avoir commencé.'
            : sent && days.until === ''
              ? 'Renseignez le dernier jour de la période.'
              : undefined
        }
        onChange={(event) => change({ until: event.target.value })}
      />
      <Button type="submit">Afficher</Button>
      {children}
    </form>
  );
}
