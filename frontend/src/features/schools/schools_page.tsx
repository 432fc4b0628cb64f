import { Page } from '@/ui/page';

export default function SchoolsPage() {
  return <Page title="Choisir un établissement">{null}</Page>;
}
