/** Searches of several populations made into one short list, the likeliest first. */
import type {
  AccountStatus,
  ExternalStudentPageAnswer,
  GuardianPageAnswer,
  Population,
  StudentPageAnswer,
} from '@/api/generated';
import { NO_CLASS } from '@/words/accounts';
import { number, personName } from '@/words/format';

export interface Found {
  population: Population;
  accountId: string;
  name: string;
  username: string;
  status: AccountStatus;
  /** The class, the home school, or whose guardian. */
  place: string;
}

export interface FoundGroup {
  population: Population;
  /** The likeliest few. */
  shown: Found[];
  /** How many accounts the search finds in all. */
  total: number;
}

const SHOWN: Record<Population, number> = { students: 7, external_students: 4, guardians: 5 };

export function foundStudents(page: StudentPageAnswer, sought: string): FoundGroup {
  const found = page.items.map(
    (row): Found => ({
      population: 'students',
      accountId: row.account_id,
      name: personName(row),
      username: row.username,
      status: row.status,
      place: row.school_class || NO_CLASS,
    }),
  );
  return group('students', found, page.total, sought);
}

export function foundExternalStudents(page: ExternalStudentPageAnswer, sought: string): FoundGroup {
  const found = page.items.map(
    (row): Found => ({
      population: 'external_students',
      accountId: row.account_id,
      name: personName(row),
      username: row.username,
      status: row.status,
      place: row.home_school_name,
    }),
  );
  return group('external_students', found, page.total, sought);
}

/** A guardian has a row for each of her pupils, and is one result. */
export function foundGuardians(page: GuardianPageAnswer, sought: string): FoundGroup {
  const found = new Map<string, Found>();
  for (const { guardian, student } of page.items) {
    const before = found.get(guardian.account_id);
    const pupil = `${personName(student)} (${student.school_class || 'sans classe'})`;
    found.set(guardian.account_id, {
      population: 'guardians',
      accountId: guardian.account_id,
      name: personName(guardian),
      username: guardian.username,
      status: guardian.status,
      place: before ? `${before.place}, ${pupil}` : `Responsable de ${pupil}`,
    });
  }
  return group('guardians', [...found.values()], page.accounts, sought);
}

function group(
  population: Population,
  found: readonly Found[],
  total: number,
  sought: string,
): FoundGroup {
  return { population, shown: likeliest(found, sought).slice(0, SHOWN[population]), total };
}

const words = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('fr')
    .split(/[^\p{L}\p{N}.]+/u)
    .filter(Boolean);

/** Whose family name begins as what is sought first, then whose names do, then the others. */
export function likeliest(found: readonly Found[], sought: string): Found[] {
  const wanted = words(sought);
  const rank = ({ name, username }: Found): number => {
    const names = words(name);
    const begins = wanted.every((word) => names.some((each) => each.startsWith(word)));
    if (username === sought.trim().toLocaleLowerCase('fr')) return 0;
    if (begins && names[0]?.startsWith(wanted[0] ?? '')) return 1;
    return begins ? 2 : 3;
  };
  return [...found].sort((one, other) => rank(one) - rank(other));
}

/**
 * Whom one surely means, if anyone: the bearer of a whole username, or the only one found. The
 * guardians of a pupil are found by her name too: only those who bear it themselves are rivals.
 */
export function obvious(groups: readonly FoundGroup[], sought: string): Found | null {
  const all = groups.flatMap(({ shown }) => shown);
  const bearer = all.find(({ username }) => username === sought.trim().toLocaleLowerCase('fr'));
  if (bearer) return bearer;
  if (groups.some(({ shown, total }) => total > shown.length)) return null;
  const wanted = words(sought);
  const bears = ({ name }: Found) =>
    wanted.every((word) => words(name).some((each) => each.includes(word)));
  const pupils = all.filter(({ population }) => population !== 'guardians');
  const guardians = all.filter(({ population }) => population === 'guardians');
  const meant = pupils.length > 0 ? [...pupils, ...guardians.filter(bears)] : guardians;
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

/** « 12 personnes trouvées, 7 affichées : précisez … »; what screen readers and eyes are told. */
export function summary(groups: readonly FoundGroup[]): string {
  const total = groups.reduce((sum, { total: each }) => sum + each, 0);
  const shown = groups.reduce((sum, { shown: each }) => sum + each.length, 0);
  if (total === 0) return 'Aucun résultat';
  if (total === 1) return '1 résultat';
  if (shown === total) return `${number(total)} résultats`;
  return `${number(total)} résultats, dont ${number(shown)} affichés. Ajoutez un prénom ou une partie du nom pour voir les autres.`;
}
