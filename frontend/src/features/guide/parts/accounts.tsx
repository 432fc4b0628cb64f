/** What an account's state, origin and password mean. */
import type { AccountStatus } from '@/api/generated';
import { StatusBadge } from '@/ui/status_badge';
import styles from '../guide.module.css';
import { GuideTable } from '../guide_table';
import type { GuidePart } from '../section';

const STATUS_ROWS: [status: AccountStatus, meaning: string, password: string][] = [
  [
    'NOT_NOTIFIED',
    'Le compte existe, mais personne n’a encore reçu de quoi l’ouvrir.',
    'Non renseigné',
  ],
  [
    'NOTIFIED',
    'Un mot de passe provisoire a été remis et attend d’être utilisé.',
    'Le mot de passe provisoire, ou « Expiré »',
  ],
  [
    'ACTIVATING',
    'Un responsable a commencé à activer son compte et n’a pas terminé. Un élève n’est jamais dans cet état.',
    '*****',
  ],
  ['ACTIVATED', 'Le titulaire a choisi son mot de passe : lui seul le connaît.', '*****'],
];

const ORIGIN_ROWS: [origin: string, meaning: string][] = [
  ['Établissement', 'L’établissement a remis le compte.'],
  ['Responsable', 'Le responsable s’est inscrit par lui-même.'],
  ['FranceConnect', 'Le responsable est entré par FranceConnect.'],
  ['ATEN, ENT', 'Le compte vient d’un ancien service, par un parcours de transition.'],
  ['Non renseignée', 'Personne n’a encore ouvert ni remis ce compte.'],
];

export const accounts: GuidePart = {
  title: 'Comprendre un compte',
  sections: [
    {
      id: 'etats',
      title: 'Les états d’un compte',
      body: (
        <GuideTable caption="États d’un compte">
          <thead>
            <tr>
              <th scope="col">État</th>
              <th scope="col">Ce que cela veut dire</th>
              <th scope="col">Mot de passe affiché</th>
            </tr>
          </thead>
          <tbody>
            {STATUS_ROWS.map(([status, meaning, password]) => (
              <tr key={status}>
                <th scope="row">
                  <StatusBadge status={status} />
                </th>
                <td>{meaning}</td>
                <td>{password}</td>
              </tr>
            ))}
          </tbody>
        </GuideTable>
      ),
    },
    {
      id: 'origines',
      title: 'L’origine d’un compte',
      body: (
        <>
          <p>Elle dit comment le titulaire est entré dans son compte.</p>
          <dl className={styles.terms}>
            {ORIGIN_ROWS.map(([origin, meaning]) => (
              <div key={origin}>
                <dt>{origin}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </>
      ),
    },
    {
      id: 'mot-de-passe',
      title: 'Le mot de passe provisoire',
      body: (
        <p>
          Douze lettres minuscules en trois groupes, sans voyelle ni lettre qui prête à confusion,
          par exemple <code>bdfk-mprt-xznc</code>. Il vaut <strong>trois mois</strong> et doit être
          remplacé à la première connexion. Dès que le compte est activé, il est effacé :
          l’établissement ne peut ni lire ni retrouver le mot de passe choisi, seulement en donner
          un nouveau.
        </p>
      ),
    },
  ],
};
