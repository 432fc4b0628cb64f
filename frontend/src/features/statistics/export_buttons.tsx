/** « CSV » and « XLSX » of one table, or of all of them. */
import { Download } from 'lucide-react';
import { exportStatistics, type FileFormat, type TableName } from '@/api/generated';
import { useSaving } from '@/features/files/use_saving';
import { useSchool } from '@/features/schools/school';
import { Button } from '@/ui/button';
import { fileName } from './file_name';
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
  const saving = useSaving(async (format: FileFormat) => ({
    name: fileName(uai, table, computedAt, format),
    content: await exportStatistics({ path: { uai }, query: { format, table }, parseAs: 'blob' }),
  }));
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
