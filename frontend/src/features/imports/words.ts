/** What a report of import says in English, for people: statuses, kinds of files, counts. */
import type { ImportStatus } from '@/api/generated';

export const IMPORT_STATUS: Record<ImportStatus, string> = {
  RUNNING: 'En cours',
  APPLIED: 'Appliqué',
  UNCHANGED: 'Sans changement',
  WAITING: 'En attente',
  REFUSED: 'Refusé',
  FAILED: 'Interrompu, sera repris',
};

const FILE_KIND: Record<string, string> = {
  STUDENTS: 'élèves',
  GUARDIANS: 'responsables',
  STRUCTURES: 'classes',
  NOMENCLATURE: 'formations (MEF)',
  AAF: 'annuaire fédérateur',
};

/** « fichier des élèves »; a kind we have no word for is left as it is. */
export const fileKind = (kind: string): string => FILE_KIND[kind] ?? kind;

interface CountGroup {
  title: string;
  /** Shown even when they are nothing: the number of people afterwards. */
  first: [key: string, label: string];
  others: [key: string, label: string][];
}

/** In the order in which a person would want them. */
export const COUNT_GROUPS: readonly CountGroup[] = [
  {
    title: 'Élèves',
    first: ['students', 'Présents après l’import'],
    others: [
      ['arrivals', 'Arrivées'],
      ['moves', 'Arrivées d’un autre établissement'],
      ['returns', 'Retours'],
      ['departures', 'Départs'],
      ['class_changes', 'Changements de classe'],
      ['name_changes', 'Changements de nom ou de prénom'],
      ['other_changes', 'Autres changements'],
      ['unchanged', 'Sans changement'],
    ],
  },
  {
    title: 'Responsables',
    first: ['guardians', 'Présents après l’import'],
    others: [
      ['guardian_arrivals', 'Ajoutés'],
      ['guardian_returns', 'Retours'],
      ['guardian_departures', 'Retirés'],
      ['guardian_name_changes', 'Changements de nom ou de prénom'],
      ['guardian_email_changes', 'Changements d’adresse email'],
      ['guardian_other_changes', 'Autres changements'],
      ['guardians_unchanged', 'Sans changement'],
    ],
  },
  {
    title: 'Rattachements et adresses',
    first: ['guardianships', 'Rattachements après l’import'],
    others: [
      ['guardianships_added', 'Rattachements ajoutés'],
      ['guardianships_changed', 'Rattachements modifiés'],
      ['guardianships_removed', 'Rattachements retirés'],
      ['address_changes', 'Adresses postales ajoutées ou modifiées'],
      ['label_changes', 'Libellés de classe ou de formation modifiés'],
    ],
  },
  {
    title: 'Lu dans les fichiers',
    first: ['students_read', 'Élèves lus'],
    others: [
      ['already_departed', 'Élèves déjà partis, sans compte'],
      ['students_left_out', 'Élèves écartés'],
      ['students_without_guardian', 'Élèves sans responsable légal'],
      ['self_guardians', 'Élèves responsables d’eux-mêmes'],
      ['persons_read', 'Personnes lues'],
      ['persons_in_charge', 'Personnes en charge, sans compte'],
      ['contacts', 'Contacts, sans compte'],
      ['orphans', 'Responsables sans élève, sans compte'],
      ['persons_left_out', 'Personnes écartées'],
    ],
  },
];

export interface ShownGroup {
  title: string;
  lines: { label: string; value: number }[];
}

/** The counts that say something: nothing of what did not happen. */
export function shownCounts(counts: Readonly<Record<string, number>>): ShownGroup[] {
  return COUNT_GROUPS.filter(({ first: [key] }) => counts[key] !== undefined).map(
    ({ title, first, others }) => ({
      title,
      lines: [first, ...others.filter(([key]) => (counts[key] ?? 0) > 0)].map(([key, label]) => ({
        label,
        value: counts[key] ?? 0,
      })),
    }),
  );
}
