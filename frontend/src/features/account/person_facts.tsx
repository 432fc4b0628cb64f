/** Who the holder is: as much as the API tells this school, and no more. */
import type { ReactNode } from 'react';
import { Facts } from '@/ui/facts';
import { NO_CLASS, NO_MEF } from '@/words/accounts';
import { date } from '@/words/format';
import styles from './account.module.css';
import { civilityLabel, otherBirthName } from './account_words';
import type { ShownAccount } from './shown_account';

type Fact = readonly [name: string, value: ReactNode];

export function PersonFacts({ account }: { account: ShownAccount }) {
  return <Facts facts={factsOf(account)} />;
}

function factsOf(account: ShownAccount): Fact[] {
  const name: Fact[] = [
    ['Nom', account.family_name],
    ['Prénom', account.first_name],
  ];
  const born = otherBirthName(account);
  if (born) name.push(['Nom de naissance', born]);
  switch (account.population) {
    case 'students':
      return [
        ...name,
        ['Date de naissance', date(account.birth_date, 'Non renseignée')],
        ['INE', account.ine ?? 'Non renseigné'],
        ['Classe', schoolClass(account.school_class, account.class_label)],
        ['MEF', account.mef_label || NO_MEF],
        ['Adresse postale', postal(account.postal_lines)],
        confirmedEmail(account.email_confirmed),
      ];
    case 'external_students':
      return [
        ...name,
        ['Établissement de rattachement', `${account.home_school_name} (${account.home_school})`],
        ['MEF', account.mef_label || NO_MEF],
        confirmedEmail(account.email_confirmed),
      ];
    case 'guardians':
      return [
        ...(account.civility ? [['Civilité', civilityLabel(account.civility)] as const] : []),
        ...name,
        ['Adresse postale', postal(account.postal_lines)],
        [
          'Email de la base élèves',
          told(
            account.email ?? 'Non renseigné',
            'Transmis par la famille à l’établissement. Les notifications par email partent à cette adresse.',
          ),
        ],
        [
          CONFIRMED_EMAIL,
          told(
            account.account_email ?? 'Aucun',
            'Choisi et validé par le responsable. Il lui permet de retrouver seul son mot de passe.',
          ),
        ],
      ];
  }
}

const CONFIRMED_EMAIL = 'Email validé dans ÉduConnect';

/** Whether she can help herself; the address is hers, and helping her takes none of it. */
const confirmedEmail = (confirmed: boolean): Fact => [
  CONFIRMED_EMAIL,
  confirmed
    ? told('Renseigné', 'L’élève peut réinitialiser seul son mot de passe.')
    : told('Non renseigné', 'L’élève ne peut pas réinitialiser seul son mot de passe.'),
];

const schoolClass = (code: string, label: string) =>
  !code ? NO_CLASS : label && label !== code ? `${code} – ${label}` : code;

const told = (value: string, explanation: string) => (
  <>
    {value}
    <span className={styles.explanation}>{explanation}</span>
  </>
);

const postal = (lines: readonly string[]) =>
  lines.length === 0 ? (
    'Non renseignée'
  ) : (
    <address className={styles.address}>
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an address never changes its order
        <span key={place}>{line}</span>
      ))}
    </address>
  );
