import { Page } from '@/ui/page';

export default function OperationsPage() {
  return <Page title="Opérations">{null}</Page>;
}
