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
  const days = { ...period, ...draft };
  const whole = days.since !== '' && days.until !== '';
  const reversed = whole && days.until < days.since;
  return (
    <form
      className={styles.period}
      aria-label="Période"
      onSubmit={(event) => {
        event.preventDefault();
        if (whole && !reversed) onChoose(days);
      }}
    >
      <TextField
        label="Du"
        type="date"
        value={days.since}
        onChange={(event) => setDraft({ ...draft, since: event.target.value })}
      />
      <TextField
        label="Au"
        type="date"
        value={days.until}
        error={reversed ? 'La période doit finir après avoir commencé.' : undefined}
        onChange={(event) => setDraft({ ...draft, until: event.target.value })}
      />
      <Button type="submit">Afficher</Button>
      {children}
    </form>
  );
}
