import { RotateCcw } from 'lucide-react';
import type { Population } from '@/api/generated';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/states';
import { POPULATION } from '@/words/accounts';

interface NobodyFoundProps {
  population: Population;
  filtered: boolean;
  /** The page asked for is past the end: others have left the result meanwhile. */
  beyond: boolean;
  onReset: () => void;
  onFirst: () => void;
}

/** No row: why that may be, and what to do. */
export function NobodyFound({ population, filtered, beyond, onReset, onFirst }: NobodyFoundProps) {
  const { one, many } = POPULATION[population];
  if (beyond) {
    return (
      <Empty
        title="Cette page est vide"
        actions={<Button onClick={onFirst}>Revenir à la première page</Button>}
      >
        Le résultat de la recherche a changé depuis la page précédente.
      </Empty>
    );
  }
  if (!filtered) {
    return (
      <Empty title={`Aucun ${one} dans cet établissement`}>
        Les {many} apparaissent ici après l’import des données de l’établissement.
      </Empty>
    );
  }
  return (
    <Empty
      title={`Aucun ${one} ne correspond à cette recherche`}
      actions={
        <Button icon={RotateCcw} priority="secondary" onClick={onReset}>
          Réinitialiser la recherche
        </Button>
      }
    >
      Vérifiez l’orthographe du nom (une partie suffit), ou retirez un des filtres.
    </Empty>
  );
}
