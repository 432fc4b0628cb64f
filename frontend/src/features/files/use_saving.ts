/** Saving a file that the API makes, and saying what became of it. */
import { useMutation } from '@tanstack/react-query';
import { ApiError } from '@/api/client';
import { useAnnounce } from '@/ui/announcer';
import { useToast } from '@/ui/toast';
import { saveFile } from './save_file';

interface MadeFile {
  name: string;
  /** What the contract calls a string, asked for as a blob: bytes, order mark included. */
  content: unknown;
}

export function useSaving<Choice>(make: (choice: Choice) => Promise<MadeFile>) {
  const toast = useToast();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: async (choice: Choice) => {
      const { name, content } = await make(choice);
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
}
