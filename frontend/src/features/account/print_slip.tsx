/** The slip of the counter, with the temporary password that the account has already. */
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { type CredentialsAnswer, getSettings, type SettingsAnswer } from '@/api/generated';
import { useSlip } from '@/features/actions/slip';
import { useSchool } from '@/features/schools/school';
import { printedAddresses } from '@/features/settings/address_state';
import { settingsKey } from '@/features/settings/use_address';
import { Button } from '@/ui/button';
import type { ShownAccount } from './shown_account';

export function PrintSlip({ account }: { account: ShownAccount }) {
  const { uai, administration } = useSchool();
  // Where one signs in is in the settings, which troubleshooting does not read.
  const { data: settings } = useQuery({
    queryKey: settingsKey(uai),
    queryFn: ({ signal }) => getSettings({ path: { uai }, signal }),
    enabled: administration,
    staleTime: 5 * 60_000,
  });
  return settings ? <Ready credentials={slipOf(account, settings)} /> : null;
}

function Ready({ credentials }: { credentials: CredentialsAnswer }) {
  const slip = useSlip(useSchool(), credentials);
  return (
    <>
      <Button small priority="tertiary" icon={Printer} onClick={slip.print}>
        Imprimer un bordereau
      </Button>
      {slip.element}
    </>
  );
}

/** An external pupil signs in where the pupils of her host do. */
function slipOf(account: ShownAccount, settings: SettingsAnswer): CredentialsAnswer {
  const { account_id, family_name, first_name, username, password } = account;
  const whose = account.population === 'guardians' ? 'guardians' : 'students';
  const portal = whose === 'guardians' ? settings.guardian_portal : settings.student_portal;
  return {
    account_id,
    population: account.population,
    family_name,
    first_name,
    username,
    school_class: account.population === 'students' ? account.school_class : null,
    password: password.text,
    expires_at: password.expires_at,
    portals: printedAddresses(whose, settings.addresses[whose], portal),
  };
}
