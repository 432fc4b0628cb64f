import type { ShownAccount } from '@/features/account/shown_account';

/** What its holder loses by a reset, when she has something to lose (guide §3.4, §5.4). */
export function warningOf(account: ShownAccount): string | null {
  if (account.status === 'ACTIVATING') {
    return 'Ce responsable est en train d’activer son compte : il devra recommencer avec le nouveau mot de passe.';
  }
  if (account.status !== 'ACTIVATED') return null;
  const lost =
    'Ce compte est activé : le mot de passe choisi par son titulaire ne fonctionnera plus.';
  if (account.population !== 'guardians') {
    return `${lost} S’il a validé une adresse email, il peut aussi le réinitialiser seul.`;
  }
  if (account.origin === 'FRANCE_CONNECT') {
    return `${lost} Ce responsable utilise FranceConnect : recevoir un mot de passe peut le dérouter.`;
  }
  return `${lost} Il peut aussi le réinitialiser seul avec son téléphone portable ou son adresse email validée.`;
}
