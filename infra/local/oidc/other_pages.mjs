// Signing out, which asks nothing, and a sign-in that cannot go on.

import { escaped, page } from './pages.mjs';

/** `form` is the provider's own, which bears its secret; « yes » ends the session of every tab. */
export const signOutPage = (form) => page(
  'Déconnexion',
  form.replace('</form>', '<input type="hidden" name="logout" value="yes"><button>Se déconnecter</button></form>'),
  { send: true },
);

export const failurePage = (service) => page('La connexion n’a pas abouti', `
  <p>La demande de connexion a expiré ou a déjà servi. Revenez au service pour recommencer.</p>
  <p><a class="button" href="${escaped(service)}">Revenir au service</a></p>`);

export const signedOutPage = (service) => page('Vous êtes déconnecté', `
  <p><a class="button" href="${escaped(service)}">Revenir au service</a></p>`);
