import '@/ui/dsfr';
import '@/ui/base.css';
import '@fontsource/atkinson-hyperlegible-mono/latin-400.css';
import '@fontsource/atkinson-hyperlegible-mono/latin-700.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { connectClient } from '@/api/client';
import { loadConfiguration } from '@/api/configuration';
import { queryClient } from '@/api/query_client';
import { Session } from '@/auth/session';
import { SessionProvider } from '@/auth/session_context';
import { App } from '@/shell/app';

async function start(root: HTMLElement): Promise<void> {
  const configuration = await loadConfiguration();
  const session = new Session(configuration);
  connectClient(session);
  await session.start();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient()}>
        <SessionProvider value={session}>
          <BrowserRouter>
            <App demonstration={configuration.demonstration} />
          </BrowserRouter>
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) {
  start(root).catch(() => {
    root.textContent = 'Le service ne répond pas. Rechargez la page dans un instant.';
  });
}
