/** A new temporary password for one account; the same request sent again is done once. */
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiError } from '@/api/client';
import { type CredentialsAnswer, requestPasswordReset } from '@/api/generated';
import { justThis, type ShownAccount } from '@/features/account/shown_account';
import { useAccountsChanged, useSchool } from '@/features/schools/school';

export function useReset(account: ShownAccount) {
  const { uai } = useSchool();
  const accountsChanged = useAccountsChanged();
  const key = useRef<string | null>(null);
  return useMutation({
    mutationFn: async (): Promise<CredentialsAnswer> => {
      key.current ??= crypto.randomUUID();
      const { population, selection } = justThis(account);
      const answer = await requestPasswordReset({
        path: { uai },
        headers: { 'idempotency-key': key.current },
        body: { population, selection },
      });
      if (!('credentials' in answer) || answer.credentials === null) throw new NotResetError();
      return answer.credentials;
    },
    onError: (error) => {
      // Whether it was done is not known: asked again, it is the same request.
      if (!(error instanceof ApiError && error.temporary)) key.current = null;
    },
    onSuccess: () => {
      key.current = null;
    },
    onSettled: accountsChanged,
    // The answer is a password: it is not kept once nobody looks at it.
    gcTime: 0,
  });
}

class NotResetError extends Error {
  constructor() {
    super('Le mot de passe n’a pas été réinitialisé : le compte vient peut-être de changer.');
  }
}
