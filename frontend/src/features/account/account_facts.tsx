/** Where the account stands, and since when; words where there is no date. */
import { Facts } from '@/ui/facts';
import { originLabel } from '@/words/accounts';
import { moment } from '@/words/format';
import { capital } from './account_words';
import type { ShownAccount } from './shown_account';

const when = (at: string | null, never: string) => (at ? capital(moment(at)) : never);

export function AccountFacts({ account }: { account: ShownAccount }) {
  return (
    <Facts
      facts={[
        ['Origine du compte', originLabel(account.origin)],
        ['Date de notification', when(account.notified_at, 'Jamais notifié par un établissement')],
        ['Date d’activation', when(account.activated_at, 'Pas encore activé')],
        ['Date de dernière connexion', when(account.last_sign_in_at, 'Jamais connecté')],
      ]}
    />
  );
}
