/** « Avertissement » (guide §2): how fresh the school's data are. */
import { Link } from 'react-router';
import type { CurrentSchool } from '@/features/schools/school';
import { Alert } from '@/ui/alert';
import { longDate, number, time } from '@/words/format';
import { rosterAge } from './roster_age';

export function Warning({ school }: { school: CurrentSchool }) {
  const age = rosterAge(school.home.roster_updated_at, new Date());
  return (
    <Alert severity={age.kind === 'recent' ? 'info' : 'warning'} title="Avertissement" live={false}>
      {age.kind === 'none' ? (
        <p>
          Aucune donnée de cet établissement n’est encore arrivée dans ÉduConnect : il n’y a donc
          aucun compte. Elles viennent de la base élèves ou de l’annuaire fédérateur de l’académie.
        </p>
      ) : (
        <p>
          Date de dernière mise à jour des données de l’établissement dans ÉduConnect :{' '}
          <strong>
            {longDate(age.at)} à {time(age.at)}
          </strong>
        </p>
      )}
      {age.kind === 'old' && (
        <p>
          Ces données ont {number(age.days)} jours : les arrivées, départs et changements de classe
          plus récents n’y sont pas. Vérifiez que la base élèves de l’établissement est bien
          transmise.
        </p>
      )}
      {school.administration && (
        <p>
          <Link to={`/${school.uai}/imports`}>Voir les imports et leurs anomalies</Link>
        </p>
      )}
    </Alert>
  );
}
