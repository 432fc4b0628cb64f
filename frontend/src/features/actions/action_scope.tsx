/** One dialog for the buttons of a whole list: it stays open when the row that opened it goes. */
import { createContext, type ReactNode, use } from 'react';
import { useAccountsChanged } from '@/features/schools/school';
import type { Opening } from './action_dialog';
import { useActionDialog } from './use_action_dialog';

const OpenAction = createContext<((opening: Opening) => void) | null>(null);

export function ActionScope({ children }: { children: ReactNode }) {
  const { open, dialog } = useActionDialog(useAccountsChanged());
  return (
    <OpenAction value={open}>
      {children}
      {dialog}
    </OpenAction>
  );
}

export function useOpenAction(): (opening: Opening) => void {
  const open = use(OpenAction);
  if (open === null) throw new Error('useOpenAction outside of ActionScope');
  return open;
}
