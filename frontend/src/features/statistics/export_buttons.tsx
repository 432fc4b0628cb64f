/** « CSV » and « XLSX » of one table, or of all of them. */
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { ApiError } from '@/api/client';
import { exportStatistics, type FileFormat, type TableName } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { useAnnounce } from '@/ui/announcer';
import { Button } from '@/ui/button';
import { useToast } from '@/ui/toast';
import { fileName } from './file_name';
import { saveFile } from './save_file';
import styles from './statistics.module.css';

interface ExportButtonsProps {
  /** One table; all of them without it. */
  table?: TableName;
  /** What is exported, for who does not see beside what the buttons are. */
  of: string;
  computedAt: string;
}

const FORMATS: readonly FileFormat[] = ['csv', 'xlsx'];

export function ExportButtons({ table, of, computedAt }: ExportButtonsProps) {
  const { uai } = useSchool();
  const toast = useToast();
  const announce = useAnnounce();
  const saving = useMutation({
    mutationFn: async (format: FileFormat) => {
      // What the contract calls a string is taken as it came: bytes, order mark included.
      const content: unknown = await exportStatistics({
        path: { uai },
        query: { format, table },
        parseAs: 'blob',
      });
      const name = fileName(uai, table, computedAt, format);
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
    <div className={styles.exports}>
      {FORMATS.map((format) => (
        <Button
          key={format}
          small
          priority={table ? 'tertiary' : 'secondary'}
          icon={Download}
          busy={saving.isPending && saving.variables === format}
          onClick={() => saving.mutate(format)}
        >
          {table ? format.toUpperCase() : `Tout exporter (${format.toUpperCase()})`}
          {table && <span className="fr-sr-only"> : {of}</span>}
        </Button>
      ))}
    </div>
  );
}
