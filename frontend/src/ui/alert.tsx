import { Alert as DsfrAlert } from '@codegouvfr/react-dsfr/Alert';
import type { ReactNode } from 'react';

interface AlertProps {
  severity: 'info' | 'success' | 'warning' | 'error';
  title?: string;
  children: ReactNode;
  /** Read out when it appears (the default), or part of the page from the start. */
  live?: boolean;
}

export function Alert({ severity, title, children, live = true }: AlertProps) {
  const role = live ? (severity === 'error' ? 'alert' : 'status') : undefined;
  return title === undefined ? (
    <DsfrAlert severity={severity} small description={<div>{children}</div>} role={role} />
  ) : (
    <DsfrAlert
      severity={severity}
      title={title}
      as="h2"
      description={<div>{children}</div>}
      role={role}
    />
  );
}
