/** The State's own deployment: Marianne and the mark, which nobody else may use (BRAND=state). */
import '@codegouvfr/react-dsfr/dsfr/component/logo/logo.main.min.css';
import type { Brand } from '@/brand/brand';

export const brand: Brand = {
  Mark: () => (
    <p className="fr-logo">
      Ministère
      <br />
      de l’Éducation
      <br />
      nationale
    </p>
  ),
  Owner: () => <p>Ministère de l’Éducation nationale</p>,
};
