/** « Paramètres » (guide §7): the school's own addresses in letters and e-mails. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { getSettings, type WithAddress } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { Page } from '@/ui/page';
import { Failure, Loading } from '@/ui/states';
import { AddressForm } from './address_form';
import { discardDrafts } from './drafts';
import { LeaveGuard } from './leave_guard';
import { LettersPreview } from './letters_preview';
import styles from './settings.module.css';
import { settingsKey } from './use_address';

const POPULATIONS: readonly WithAddress[] = ['students', 'guardians'];

export default function SettingsPage() {
  const { uai } = useSchool();
  const found = useQuery({
    queryKey: settingsKey(uai),
    queryFn: ({ signal }) => getSettings({ path: { uai }, signal }),
  });
  const [unsaved, setUnsaved] = useState<ReadonlySet<WithAddress>>(new Set());
  // Forms begin anew, from what is saved, once what was typed is given up.
  const [turn, setTurn] = useState(0);
  const discard = () => {
    discardDrafts(uai);
    setTurn(turn + 1);
  };
  const onUnsaved = useCallback((population: WithAddress, is: boolean) => {
    setUnsaved((before) => {
      if (before.has(population) === is) return before;
      const after = new Set(before);
      if (is) after.add(population);
      else after.delete(population);
      return after;
    });
  }, []);
  return (
    <Page title="Paramètres">
      <h2 className={styles.title}>Courriers et emails de communication</h2>
      <p>
        Les courriers et les emails disent où se connecter. Vous pouvez y faire figurer une adresse
        de l’établissement, celle de son ENT par exemple : une pour les élèves, une pour les
        responsables. Pour donner la même aux deux, remplissez les deux champs.
      </p>
      <ol className={styles.steps}>
        <li>
          <strong>Renseignez</strong> l’adresse.
        </li>
        <li>
          <strong>Vérifiez</strong>-la : nous regardons si le site répond sur internet, de façon
          sécurisée.
        </li>
        <li>
          <strong>Activez</strong>-la : elle figure dès lors dans les courriers et les emails.
        </li>
      </ol>
      {found.isPending && <Loading label="Chargement des paramètres…" lines={6} />}
      {found.isError && !found.data && (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.data && (
        <>
          <div className={styles.rows} key={turn}>
            {POPULATIONS.map((population) => (
              <AddressForm
                key={population}
                population={population}
                saved={found.data.addresses[population]}
                onUnsaved={onUnsaved}
              />
            ))}
          </div>
          <LettersPreview settings={found.data} />
        </>
      )}
      <LeaveGuard unsaved={unsaved.size > 0} onDiscard={discard} />
    </Page>
  );
}
