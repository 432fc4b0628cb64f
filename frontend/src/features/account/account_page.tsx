import { Page } from '@/ui/page';

export default function AccountPage(_: { population: import('@/api/generated').Population }) {
  return <Page title="Compte">{null}</Page>;
}
