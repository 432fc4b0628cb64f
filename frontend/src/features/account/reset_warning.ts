import type { AccountOrigin, AccountStatus, Population } from '@/api/generated';

interface ResetAccount {
  population: Population;
  status: AccountStatus;
  origin?: AccountOrigin | null;
  email_confirmed: boolean;
}

/** What its holder loses by a reset, when she has something to lose (guide §3.4, §5.4). */
export function warningOf(account: ResetAccount): string | null {
  if (account.status === 'ACTIVATING') {
    return 'Ce responsable est en train d’activer son compte : il devra recommencer avec le nouveau mot de passe.';
  }
  if (account.status !== 'ACTIVATED') return null;
  const lost =
    'Ce compte est activé : le mot de passe choisi par son titulaire ne fonctionnera plus.';
  const confirmed = account.email_confirmed;
  if (account.population !== 'guardians') {
    return confirmed
      ? `${lost} Cet élève a validé une adresse email : il peut aussi le réinitialiser seul.`
      : `${lost} Cet élève n’a pas validé d’adresse email : il ne peut pas le réinitialiser seul.`;
  }
  if (account.origin === 'FRANCE_CONNECT') {
    return `${lost} Ce responsable utilise FranceConnect : recevoir un mot de passe peut le dérouter.`;
  }
  const means = confirmed
    ? 'son téléphone portable ou son adresse email validée'
    : 'son téléphone portable';
  return `${lost} Il peut aussi le réinitialiser seul avec ${means}.`;
}
