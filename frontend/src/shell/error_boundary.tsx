/** A fault of ours in a page, or a page that a deployment took away, leaves the rest of the service standing. */
import { RotateCcw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '@/ui/button';
import { Page } from '@/ui/page';

interface ErrorBoundaryProps {
  /** Where one is: another page may well be sound. */
  path: string;
  children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: ErrorBoundaryProps, { error }: { error: unknown }) {
    // An error of the page one arrives at is new: only one of the page before is left behind.
    if (before.path !== this.props.path && error !== null) this.setState({ error: null });
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <main id="contenu" className="fr-container" tabIndex={-1}>
        <Page title="Page indisponible">
          <p>
            Une erreur est survenue, ou le service a été mis à jour depuis que vous l’avez ouvert.
          </p>
          <Button icon={RotateCcw} onClick={() => location.reload()}>
            Recharger la page
          </Button>
        </Page>
      </main>
    );
  }
}
