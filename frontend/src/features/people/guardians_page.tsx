import { Page } from '@/ui/page';

export default function GuardiansPage() {
  return <Page title="Gestion des comptes responsables">{null}</Page>;
}
