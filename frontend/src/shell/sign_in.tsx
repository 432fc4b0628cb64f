/** The door: at the service's own address it introduces itself; anywhere else one goes straight to the provider. */
import { LogIn } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SignInFailure } from '@/auth/session';
import { useSession } from '@/auth/session_context';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';
import { Loading } from '@/ui/states';

const WORDS: Record<SignInFailure | 'unreachable', [title: string, sentence: string]> = {
  refused: [
    'Vous n’êtes pas connecté',
    'La connexion a été annulée, ou votre compte ne donne pas accès à ce service. Vous pouvez recommencer.',
  ],
  broken: ['La connexion n’a pas abouti', 'La demande a expiré ou a déjà servi. Recommencez.'],
  unreachable: [
    'Le service de connexion ne répond pas',
    'Vérifiez votre connexion à internet, puis réessayez dans un instant.',
  ],
};

export function SignIn({ demonstration, landing }: { demonstration: boolean; landing: boolean }) {
  const session = useSession();
  const [failure, setFailure] = useState<keyof typeof WORDS | null>(session.failure);
  const [leaving, setLeaving] = useState(!landing);

  useEffect(() => {
    if (!leaving) return;
    session.signIn().catch(() => {
      setFailure('unreachable');
      setLeaving(false);
    });
  }, [leaving, session]);

  return (
    <main id="contenu" className="fr-container" tabIndex={-1}>
      {leaving ? (
        <Loading label="Connexion…" />
      ) : (
        <Page title="Administration des comptes ÉduConnect">
          {failure !== null && (
            <div className="fr-mb-3w">
              <Alert severity="error" title={WORDS[failure][0]}>
                <p>{WORDS[failure][1]}</p>
              </Alert>
            </div>
          )}
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
