/** The days that are shown, as a file. */
import { Download } from 'lucide-react';
import { exportJournal } from '@/api/generated';
import { useSaving } from '@/features/files/use_saving';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import type { Days } from './period_form';

export function ExportButton({ period: { since, until } }: { period: Days }) {
  const { uai } = useSchool();
  const saving = useSaving(async () => ({
    name: `journal-${uai}-${since}-${until}.csv`,
    content: await exportJournal({ path: { uai }, query: { since, until }, parseAs: 'blob' }),
  }));
  return (
    <Button
      priority="secondary"
      icon={Download}
      busy={saving.isPending}
      unavailable={since === ''}
      onClick={() => saving.mutate(undefined)}
    >
      Exporter (CSV)
    </Button>
  );
}
