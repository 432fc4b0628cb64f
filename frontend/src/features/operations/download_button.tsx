import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ApiError } from '@/api/client';
import type { OperationAnswer } from '@/api/generated';
import { useSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { availability, isGone, ONCE_GONE } from './document_words';
import { downloadLabel } from './operation_words';
import styles from './operations.module.css';
import { useDownload } from './use_download';

/** Hands out the document; says when it was made again, or that it is gone and what to do then. */
export function DownloadButton({ operation }: { operation: OperationAnswer }) {
  const { uai } = useSchool();
  const download = useDownload(uai, operation.operation_id);
  // As it was at first: a button does not go away while it is pressed, and the answer says why.
  const [gone] = useState(() => isGone(operation));
  if (gone) {
    return (
      <Alert severity="info" title="Document supprimé après 24 heures" live={false}>
        <p>{ONCE_GONE[operation.kind]}</p>
      </Alert>
    );
  }
  return (
    <div className={styles.download}>
      <Button
        icon={Download}
        priority="primary"
        busy={download.isPending}
        onClick={() => download.mutate()}
      >
        {downloadLabel(operation)}
      </Button>
      <p className="fr-hint-text">{availability(operation)}</p>
      {download.isPending && <p role="status">Préparation du document…</p>}
      {download.data && (
        <Alert severity={download.data.rendered_again ? 'info' : 'success'}>
          <p>
            Le téléchargement de « {download.data.file_name} » a commencé.
            {download.data.rendered_again &&
              ' Des comptes ont changé depuis l’opération : le document a été refait avec les informations de maintenant.'}
          </p>
        </Alert>
      )}
      {download.error && <Refused error={download.error} />}
    </div>
  );
}

function Refused({ error }: { error: ApiError }) {
  // Swept after a day, since it bears passwords: that is as it should be.
  const severity = error.code === 'file_swept' || error.status === 409 ? 'info' : 'error';
  return (
    <Alert severity={severity}>
      <p>{error.message}</p>
    </Alert>
  );
}
