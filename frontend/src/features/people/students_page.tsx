import { Page } from '@/ui/page';

export default function StudentsPage() {
  return <Page title="Gestion des comptes élèves">{null}</Page>;
}
