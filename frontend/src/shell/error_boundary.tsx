/** A fault of ours in a page leaves the rest of the service standing. */
import { Component, type ReactNode } from 'react';
import { Failure } from '@/ui/states';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <main id="contenu" className="fr-container">
        <Failure error={this.state.error} onRetry={() => location.reload()} />
      </main>
    );
  }
}
