import { Page } from '@/ui/page';

export default function ImportsPage() {
  return <Page title="Imports des données de l’établissement">{null}</Page>;
}
