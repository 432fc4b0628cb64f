import { Page } from '@/ui/page';

export default function StatisticsPage() {
  return <Page title="Statistiques d’activation des comptes">{null}</Page>;
}
