/** The document of an operation: a link made on demand, followed without leaving the page. */
import { useMutation } from '@tanstack/react-query';
import type { ApiError } from '@/api/client';
import { type DownloadAnswer, downloadDocument } from '@/api/generated';

export function useDownload(uai: string, operationId: string) {
  return useMutation<DownloadAnswer, ApiError, void>({
    mutationFn: () => downloadDocument({ path: { uai, operation_id: operationId } }),
    onSuccess: ({ url, file_name }) => follow(url, file_name),
    // The link opens a document with passwords: it is not kept.
    gcTime: 0,
  });
}

/** The answer is an attachment: the browser saves it and the page stays; no window is opened. */
function follow(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.rel = 'noreferrer';
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
