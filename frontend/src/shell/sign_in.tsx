/** The door: at the service's own address it introduces itself; anywhere else one goes straight to the provider. */
import { LogIn } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSession } from '@/auth/session_context';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { Failure, Loading } from '@/ui/states';

export function SignIn({ demonstration, landing }: { demonstration: boolean; landing: boolean }) {
  const session = useSession();
  const [error, setError] = useState<unknown>(null);
  const [leaving, setLeaving] = useState(!landing);

  useEffect(() => {
    if (!leaving) return;
    session.signIn().catch((fault: unknown) => {
      setError(fault);
      setLeaving(false);
    });
  }, [leaving, session]);

  return (
    <main id="contenu" className="fr-container">
      {leaving && <Loading label="Connexion…" />}
      {error !== null && <Failure error={error} onRetry={() => setLeaving(true)} />}
      {!leaving && error === null && (
        <Page title="Administration des comptes ÉduConnect">
          <p className="fr-text--lead">
            Remettez aux élèves et à leurs responsables leur identifiant et leur mot de passe
            provisoire, et aidez celles et ceux qui les ont perdus.
          </p>
          {demonstration && (
            <p>
              Démonstration : les établissements, les personnes et les comptes que vous verrez sont
              fictifs.
            </p>
          )}
          <Button icon={LogIn} onClick={() => setLeaving(true)}>
            Se connecter
          </Button>
        </Page>
      )}
    </main>
  );
}
