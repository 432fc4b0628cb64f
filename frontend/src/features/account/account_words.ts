/** What the page of an account says of who holds it. */
import type { Population } from '@/api/generated';
import { NO_CLASS } from '@/words/accounts';
import { personName } from '@/words/format';
import type { ShownAccount } from './shown_account';

export const ONE_ACCOUNT: Record<Population, string> = {
  students: 'Compte d’un élève',
  external_students: 'Compte d’un élève extérieur',
  guardians: 'Compte d’un responsable',
};

export const LIST_OF: Record<Population, string> = {
  students: 'Retour à la liste des élèves',
  external_students: 'Retour à la liste des élèves extérieurs',
  guardians: 'Retour à la liste des responsables',
};

const CIVILITY: Record<string, string> = { MME: 'Mme', MLLE: 'Mme', M: 'M.', 'M.': 'M.' };

/** « Mme », « M. »; what the roster says of another way, as it says it; '' when it says nothing. */
export const civilityLabel = (civility: string): string =>
  CIVILITY[civility.toUpperCase()] ?? civility;

/** Under the name: where the person is to be found, in the words of her population. */
export function placeOf(account: ShownAccount): string {
  switch (account.population) {
    case 'students':
      return account.class_label || account.school_class || NO_CLASS;
    case 'external_students':
      return account.home_school_name;
    case 'guardians':
      return `Responsable de ${list(account.children.map(({ student }) => personName(student)))}`;
  }
}

/** « A, B et C » */
export function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} et ${last}`;
}

/** The name given at birth, where it is not the one shown. */
export function otherBirthName(account: ShownAccount): string | null {
  if (account.population === 'external_students') return null;
  const { birth_name: born, family_name: shown } = account;
  return born && born.localeCompare(shown, 'fr', { sensitivity: 'accent' }) !== 0 ? born : null;
}

export const capital = (words: string): string =>
  words.charAt(0).toLocaleUpperCase('fr') + words.slice(1);
