import { Page } from '@/ui/page';

export default function UsernamesPage() {
  return <Page title="Nouveaux identifiants">{null}</Page>;
}
