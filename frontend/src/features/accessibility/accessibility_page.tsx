import { Page } from '@/ui/page';

export default function AccessibilityPage() {
  return <Page title="Déclaration d’accessibilité">{null}</Page>;
}
