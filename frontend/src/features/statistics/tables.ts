/** The tables of the guide's screen (guide §6): titles, columns and rows, to the letter. */
import type {
  AccountStatus,
  GuardianCounts,
  StatisticsAnswer,
  StudentCounts,
  TableName,
} from '@/api/generated';
import { STATUSES } from '@/words/accounts';

export interface Row {
  key: string;
  label: string;
  total: number;
  counts: Readonly<Partial<Record<AccountStatus, number>>>;
}

export interface Table {
  name: TableName;
  title: string;
  /** What the rows are by. */
  rowsTitle: string;
  totalTitle: string;
  statuses: readonly AccountStatus[];
  rows: readonly Row[];
  /** None where an account may be in two rows: the rows do not add up. */
  total: Row | null;
}

export const STATUS_COLUMN: Record<AccountStatus, string> = {
  NOT_NOTIFIED: 'Nombre de comptes non notifiés',
  NOTIFIED: 'Nombre de comptes notifiés et non activés',
  ACTIVATING: 'Nombre de comptes en cours d’activation',
  ACTIVATED: 'Nombre de comptes activés',
};

const STUDENTS = {
  totalTitle: 'Nombre de comptes élèves',
  statuses: STATUSES.students,
} as const;

const GUARDIANS = {
  totalTitle: 'Nombre de comptes responsables',
  statuses: STATUSES.guardians,
} as const;

type Counts = StudentCounts | GuardianCounts;

function row(counts: Counts, key: string, label: string): Row {
  return { key, label, total: counts.total, counts };
}

/** The two tables that are always open. */
export function summaries(found: StatisticsAnswer): Table[] {
  return [
    {
      ...STUDENTS,
      name: 'students_by_origin',
      title: 'Synthèse des comptes élèves de la structure',
      rowsTitle: 'Origine de Compte',
      rows: found.students.by_origin.map((of) => row(of, of.origin ?? '', of.origin_label)),
      total: row(found.students.total, 'total', 'Total'),
    },
    {
      ...GUARDIANS,
      name: 'guardians_by_origin',
      title: 'Synthèse des comptes responsables de la structure',
      rowsTitle: 'Origine de Compte',
      rows: found.guardians.by_origin.map((of) => row(of, of.origin ?? '', of.origin_label)),
      total: row(found.guardians.total, 'total', 'Total'),
    },
  ];
}

/** Those that are folded; external students only where there are some. */
export function details(found: StatisticsAnswer): Table[] {
  const { students, guardians, external_students: external } = found;
  const tables: Table[] = [
    {
      ...STUDENTS,
      name: 'students_by_class',
      title: 'Synthèse des comptes élèves de la structure par classe',
      rowsTitle: 'Classe',
      rows: students.by_class.map((of) => row(of, of.school_class, of.class_label)),
      total: row(students.total, 'total', 'Total'),
    },
    {
      ...GUARDIANS,
      name: 'guardians_by_class',
      title: 'Synthèse des comptes responsables de la structure par classe',
      rowsTitle: 'Classe',
      rows: guardians.by_class.map((of) => row(of, of.school_class, of.class_label)),
      total: null,
    },
    {
      ...STUDENTS,
      name: 'students_by_mef',
      title: 'Synthèse des comptes élèves de la structure par MEF',
      rowsTitle: 'MEF',
      rows: students.by_mef.map((of) => row(of, of.mef_code, of.mef_label)),
      total: row(students.total, 'total', 'Total'),
    },
    {
      ...GUARDIANS,
      name: 'guardians_by_mef',
      title: 'Synthèse des comptes responsables de la structure par MEF',
      rowsTitle: 'MEF',
      rows: guardians.by_mef.map((of) => row(of, of.mef_code, of.mef_label)),
      total: null,
    },
  ];
  if (external.total.total === 0) return tables;
  return [
    ...tables,
    {
      ...STUDENTS,
      name: 'external_students_by_home_school',
      title: 'Synthèse des comptes élèves extérieurs',
      rowsTitle: 'Établissement de rattachement',
      rows: external.by_home_school.map((of) =>
        row(of, of.home_school, `${of.home_school_name} (${of.home_school})`),
      ),
      total: row(external.total, 'total', 'Total'),
    },
  ];
}
