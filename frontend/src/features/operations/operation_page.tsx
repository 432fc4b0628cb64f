import { Page } from '@/ui/page';

export default function OperationPage() {
  return <Page title="Opération">{null}</Page>;
}
