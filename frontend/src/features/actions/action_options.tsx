/** What can be chosen about an action: the type of notification, the format, whom to include. */
import type { Channel, ListFormat, Population, Preview } from '@/api/generated';
import { Checkbox, RadioGroup } from '@/ui/choice';
import { CHANNEL, POPULATION } from '@/words/accounts';
import { type ActionOptions, type ActionRequest, isSingle } from './action_request';
import styles from './confirm_dialog.module.css';
import { activatedWarning } from './preview_words';

interface ActionOptionsFormProps {
  request: ActionRequest;
  preview: Preview | undefined;
  onChange: (options: Partial<ActionOptions>) => void;
}

export function ActionOptionsForm({ request, preview, onChange }: ActionOptionsFormProps) {
  const { kind, chosen, options } = request;
  return (
    <div className={styles.options}>
      {kind === 'notification' && (
        <NotificationType population={chosen.population} options={options} onChange={onChange} />
      )}
      {kind === 'list' && (
        <RadioGroup<ListFormat>
          legend="Format de la liste"
          options={listFormats(chosen.population)}
          value={options.format}
          onChange={(format) => onChange({ format })}
        />
      )}
      {kind === 'notification' && (
        <Checkbox
          label="Réinitialiser aussi les mots de passe"
          hint="À utiliser avec précaution : les mots de passe déjà distribués ou choisis ne fonctionneront plus."
          checked={options.resetPasswords}
          onChange={(resetPasswords) => onChange({ resetPasswords })}
        />
      )}
      {kind !== 'list' && !isSingle(chosen) && offersActivated(preview, options) && (
        <Checkbox
          label={
            chosen.population === 'guardians'
              ? 'Inclure aussi les comptes activés ou en cours d’activation'
              : 'Inclure aussi les comptes déjà activés'
          }
          hint={activatedWarning(request)}
          checked={options.includeActivated}
          onChange={(includeActivated) => onChange({ includeActivated })}
        />
      )}
    </div>
  );
}

/** Nobody of the selection has activated: there is nothing to include. */
function offersActivated(preview: Preview | undefined, options: ActionOptions): boolean {
  return (
    options.includeActivated ||
    (preview?.left_out.some(({ reason }) => reason === 'ACTIVATED' || reason === 'ACTIVATING') ??
      false)
  );
}

interface NotificationTypeProps {
  population: Population;
  options: ActionOptions;
  onChange: (options: Partial<ActionOptions>) => void;
}

/** Pupils are told on paper only; guardians by e-mail too (guide §5.2). */
function NotificationType({ population, options, onChange }: NotificationTypeProps) {
  if (population !== 'guardians') {
    return (
      <p className={styles.fact}>
        Type de notification : <strong>{CHANNEL.letter}</strong>
      </p>
    );
  }
  return (
    <RadioGroup<Channel>
      legend="Type de notification"
      options={[
        {
          value: 'letter',
          label: CHANNEL.letter,
          hint: 'Un courrier par adresse, avec ses enfants',
        },
        { value: 'email', label: CHANNEL.email, hint: 'À l’adresse connue de l’établissement' },
      ]}
      value={options.channel}
      onChange={(channel) => onChange({ channel })}
    />
  );
}

/** The guide's words (guide §3.3); XLSX is ours. */
function listFormats(population: Population): { value: ListFormat; label: string; hint: string }[] {
  const whom = POPULATION[population].many;
  return [
    { value: 'pdf', label: `Imprimer la liste des ${whom} (format PDF)`, hint: 'Par classe' },
    {
      value: 'csv',
      label: `Exporter la liste des ${whom} (format CSV)`,
      hint: 'Pour un tableur ou un autre logiciel',
    },
    {
      value: 'xlsx',
      label: `Exporter la liste des ${whom} (format XLSX)`,
      hint: 'Pour Excel ou LibreOffice',
    },
  ];
}
