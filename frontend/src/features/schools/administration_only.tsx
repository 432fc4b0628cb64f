/**
 * The pages of administration, explained to who has troubleshooting only (guide §3.5) and typed an
 * address by hand: nothing is asked of the service that it would refuse.
 */
import type { ReactNode } from 'react';
import { Alert } from '@/ui/alert';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { useMe, useSchool } from './school';
import { SecondFactorRequired } from './second_factor_required';

export function AdministrationOnly({ children }: { children: ReactNode }) {
  const { uai, administration } = useSchool();
  const me = useMe();
  if (administration) return children;
  // Hers, but closed until she shows her key.
  const closed = me.data?.schools.some(
    (school) => school.uai === uai && school.modules.includes('administration'),
  );
  return (
    <Page title="Page réservée à l’administration des comptes">
      {closed ? (
        <SecondFactorRequired school={uai} />
      ) : (
        <Alert
          severity="warning"
          title="Cette page demande le module d’administration des comptes"
          live={false}
        >
          <p>
            Vous avez le module de dépannage, qui est celui des comptes élèves. Le chef
            d’établissement peut vous donner une délégation pour l’administration.
          </p>
          <ButtonLink to={`/${uai}/eleves`} priority="secondary" small>
            Aller aux comptes élèves
          </ButtonLink>
        </Alert>
      )}
    </Page>
  );
}
