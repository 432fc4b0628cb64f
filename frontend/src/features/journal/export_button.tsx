/** The days that are shown, as a file. */
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { ApiError } from '@/api/client';
import { exportJournal } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { saveFile } from '@/features/statistics/save_file';
import { useAnnounce } from '@/ui/announcer';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';
import type { Days } from './period_form';

export function ExportButton({ period: { since, until } }: { period: Days }) {
  const { uai } = useSchool();
  const toast = useToast();
  const announce = useAnnounce();
  const saving = useMutation({
    mutationFn: async () => {
      // What the contract calls a string is taken as it came: bytes, order mark included.
      const content: unknown = await exportJournal({
        path: { uai },
        query: { since, until },
        parseAs: 'blob',
      });
      const name = `journal-${uai}-${since}-${until}.csv`;
      saveFile(content as Blob, name);
      return name;
    },
    onSuccess: (name) => announce(`Fichier enregistré : ${name}`),
    onError: (error) =>
      toast({
        severity: 'error',
        message:
          error instanceof ApiError ? error.message : 'Le fichier n’a pas pu être enregistré.',
      }),
  });
  return (
    <Button
      priority="secondary"
      icon={Download}
      busy={saving.isPending}
      unavailable={since === ''}
      onClick={() => saving.mutate()}
    >
      Exporter (CSV)
    </Button>
  );
}
