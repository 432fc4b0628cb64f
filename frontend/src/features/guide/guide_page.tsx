import { Page } from '@/ui/page';

export default function GuidePage() {
  return <Page title="Documentation">{null}</Page>;
}
