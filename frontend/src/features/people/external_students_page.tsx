import { Page } from '@/ui/page';

export default function ExternalStudentsPage() {
  return <Page title="Gestion des comptes élèves extérieurs">{null}</Page>;
}
