/** Why an action could not be sent, and what to do then. */
import type { ApiError } from '@/api/client';
import { Alert } from '@/ui/alert';
import { isRetryable } from './retryable';

export function NothingToDo() {
  return (
    <Alert severity="info">
      <p>Il n’y a rien à faire : aucun compte de la sélection n’est concerné par cette action.</p>
    </Alert>
  );
}

/** The list under the eyes is no longer what the search finds (409). */
export function SelectionChanged({ error }: { error: ApiError | null }) {
  return (
    <Alert severity="warning" title="La sélection a changé">
      <p>
        La recherche ne donne plus le même nombre de résultats : des élèves ou des responsables sont
        arrivés, partis, ou ont changé d’état. Rien n’a été fait.
      </p>
      <p>Revoyez la sélection : ce qui va se passer sera recalculé avec le nouveau total.</p>
      {error && <p>{error.message}</p>}
    </Alert>
  );
}

export function SendingFailed({ error }: { error: ApiError }) {
  return (
    <Alert severity="error" title="La demande n’a pas abouti">
      <p>{error.message}</p>
      {isRetryable(error) && (
        <p>
          Vous pouvez réessayer sans risque : rien ne sera fait deux fois. Si la demande était
          arrivée malgré tout, son résultat s’affichera.
        </p>
      )}
    </Alert>
  );
}
