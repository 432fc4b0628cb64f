import { House } from 'lucide-react';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';

export function NotFound() {
  return (
    <Page title="Page introuvable">
      <p>Cette adresse n’existe pas, ou n’existe plus.</p>
      <ButtonLink to="/" icon={House}>
        Revenir à l’accueil
      </ButtonLink>
    </Page>
  );
}
