/** What can be done to the address of one population, and what came of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@/api/client';
import {
  type AddressAnswer,
  activateAddress,
  changeAddress,
  type SettingsAnswer,
  verifyAddress,
  type WithAddress,
} from '@/api/generated';
import { schoolKey, useSchool } from '@/features/schools/school';
import { useAnnounce } from '@/ui/announcer';

export const settingsKey = (uai: string) => schoolKey(uai, 'settings');

interface Asked {
  /** To be saved first, when it is not what is saved already. */
  url?: string;
  verify?: boolean;
  active?: boolean;
}

export function useAddress(population: WithAddress, onSaved: () => void) {
  const { uai } = useSchool();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const path = { uai, population };

  const keep = (address: AddressAnswer) => {
    queries.setQueryData<SettingsAnswer>(
      settingsKey(uai),
      (before) =>
        before && { ...before, addresses: { ...before.addresses, [population]: address } },
    );
    return address;
  };

  return useMutation({
    mutationFn: async ({ url, verify, active }: Asked) => {
      let address: AddressAnswer | undefined;
      if (url !== undefined) {
        address = keep(await changeAddress({ path, body: { url: url || null } }));
        onSaved();
      }
      if (verify) address = keep(await verifyAddress({ path }));
      if (active !== undefined) address = keep(await activateAddress({ path, body: { active } }));
      return address;
    },
    onSuccess: (address, asked) => {
      if (address) announce(said(address, asked));
    },
    onError: (error) => {
      // Someone else may have changed it meanwhile: what is shown is read again.
      if (error instanceof ApiError && error.status === 409) {
        void queries.invalidateQueries({ queryKey: settingsKey(uai) });
      }
    },
  });
}

function said(address: AddressAnswer, asked: Asked): string {
  if (asked.active !== undefined) {
    return address.active ? 'Adresse activée.' : 'Adresse désactivée.';
  }
  if (asked.verify) return address.failure_label ?? 'Adresse vérifiée.';
  return address.url ? 'Adresse enregistrée, à vérifier.' : 'Adresse retirée.';
}
