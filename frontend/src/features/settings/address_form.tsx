/** The address of one population: entered, verified, activated (guide §7). */
import { CircleCheck, CircleX, Save } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import { ApiError } from '@/api/client';
import type { AddressAnswer, WithAddress } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { Switch } from '@/ui/choice';
import { TextField } from '@/ui/text_field';
import { POPULATION } from '@/words/accounts';
import { moment } from '@/words/format';
import { addressState } from './address_state';
import { useDraft } from './drafts';
import styles from './settings.module.css';
import { useAddress } from './use_address';

interface AddressFormProps {
  population: WithAddress;
  saved: AddressAnswer;
  onUnsaved: (population: WithAddress, unsaved: boolean) => void;
}

export function AddressForm({ population, saved, onUnsaved }: AddressFormProps) {
  const { uai } = useSchool();
  const [draft, setDraft] = useDraft(uai, population);
  const typed = draft ?? saved.url ?? '';
  const state = addressState(saved, typed);
  const address = useAddress(population, () => setDraft(null));
  const title = POPULATION[population].title;
  const field = useRef<HTMLInputElement>(null);
  // What is pressed goes away once it is done: the field is where one goes on.
  const goOn = () => field.current?.focus();

  useEffect(() => {
    onUnsaved(population, state.changed);
  }, [onUnsaved, population, state.changed]);

  const wanted = state.changed ? { url: typed.trim() } : {};
  const verify = (event?: FormEvent) => {
    event?.preventDefault();
    if (state.canVerify && !address.isPending) address.mutate({ ...wanted, verify: true });
  };
  const asked = address.isPending ? address.variables : undefined;

  return (
    <form className={styles.row} onSubmit={verify} aria-labelledby={`adresse-${population}`}>
      <h3 id={`adresse-${population}`} className={styles.population}>
        {title}
      </h3>
      <div className={styles.field}>
        <TextField
          ref={field}
          label="Adresse internet"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={1000}
          placeholder="https://"
          value={typed}
          readOnly={!state.editable}
          hint={
            state.editable
              ? 'Commence par https://, 200 caractères au plus.'
              : 'Pour modifier l’adresse, désactivez-la.'
          }
          error={fault(address.error, saved, state.changed)}
          success={
            state.verified && saved.checked_at
              ? `Le site répond. Vérifié ${moment(saved.checked_at)}.`
              : undefined
          }
          onChange={(event) => {
            address.reset();
            setDraft(event.target.value);
          }}
        />
        {state.changed && (
          <p className={styles.unsaved}>
            Adresse non enregistrée.{' '}
            <Button
              small
              priority="plain"
              onClick={() => {
                setDraft(null);
                goOn();
              }}
            >
              {saved.url ? 'Reprendre l’adresse enregistrée' : 'Effacer la saisie'}
            </Button>
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button
          type="submit"
          priority={state.verified ? 'secondary' : 'primary'}
          icon={state.verified ? CircleCheck : CircleX}
          busy={asked?.verify}
          unavailable={!state.canVerify}
          reason="Renseignez d’abord une adresse."
        >
          {asked?.verify ? 'Vérification…' : state.verified ? 'Vérifiée' : 'Vérifier'}
          <span className="fr-sr-only"> : adresse des {POPULATION[population].many}</span>
        </Button>
        {state.canSave && (
          <Button
            priority="tertiary"
            icon={Save}
            busy={asked?.url !== undefined && !asked.verify}
            onClick={() => address.mutate(wanted, { onSuccess: goOn })}
          >
            Enregistrer
            <span className="fr-sr-only"> : adresse des {POPULATION[population].many}</span>
          </Button>
        )}
      </div>
      <div className={styles.switch}>
        <Switch
          label={
            <>
              Active<span className="fr-sr-only"> : adresse des {POPULATION[population].many}</span>
            </>
          }
          hint={state.whyNotSwitch || undefined}
          checked={asked?.active ?? saved.active}
          disabled={!state.canSwitch}
          onChange={(active) => {
            if (!address.isPending) address.mutate({ active });
          }}
        />
      </div>
    </form>
  );
}

/** What is wrong: with what was just asked, else what the last look at the saved address found. */
function fault(error: unknown, saved: AddressAnswer, changed: boolean): string | undefined {
  if (error instanceof ApiError) return error.fields.url ?? error.message;
  if (error) return 'Une erreur est survenue. Réessayez.';
  return changed ? undefined : (saved.failure_label ?? undefined);
}
