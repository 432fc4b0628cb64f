/** A button that copies the text it stands beside, and says so. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnnounce } from './announcer';
import { Button } from './button';
import { copyText } from './clipboard';

const SECONDS = 3;

interface CopyButtonProps {
  text: string;
  /** « l’identifiant », for who does not see what it stands beside. */
  what: string;
  /** « Identifiant copié » */
  done: string;
}

export function CopyButton({ text, what, done }: CopyButtonProps) {
  const [said, setSaid] = useState<'done' | 'failed' | null>(null);
  const announce = useAnnounce();

  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = async () => {
    const copied = await copyText(text);
    setSaid(copied ? 'done' : 'failed');
    announce(copied ? done : 'La copie a échoué');
  };
  const words = { done: 'Copié', failed: 'Échec de la copie' };
  return (
    <Button
      small
      priority="tertiary"
      icon={said === 'done' ? Check : Copy}
      onClick={() => void copy()}
    >
      {said === null ? 'Copier' : words[said]}
      <span className="fr-sr-only">{said === null ? ` ${what}` : ` : ${what}`}</span>
    </Button>
  );
}
