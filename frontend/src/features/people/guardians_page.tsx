import { useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { ButtonLink } from '@/ui/button';
import { Page } from '@/ui/page';
import { GUARDIANS_TABLE } from './guardians_table';
import { PeoplePage } from './people_page';

export default function GuardiansPage() {
  const { uai, administration } = useSchool();
  if (administration) return <PeoplePage table={GUARDIANS_TABLE} />;
  return (
    <Page title={GUARDIANS_TABLE.title}>
      <Alert severity="warning" title="Cette page n’est pas dans vos droits" live={false}>
        <p>
          Les comptes des responsables demandent le module d’administration des comptes. Le
          dépannage est celui des comptes élèves.
        </p>
        <ButtonLink to={`/${uai}/eleves`} priority="secondary" small>
          Aller aux comptes élèves
        </ButtonLink>
      </Alert>
    </Page>
  );
}
