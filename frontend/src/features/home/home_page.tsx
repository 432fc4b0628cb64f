import { Page } from '@/ui/page';

export default function HomePage() {
  return <Page title="Accueil">{null}</Page>;
}
