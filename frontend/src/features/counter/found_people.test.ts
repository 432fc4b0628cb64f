import { expect, test } from 'vitest';
import type { GuardianPageAnswer } from '@/api/generated';
import { type Found, foundGuardians, likeliest, obvious, summary } from './found_people';

const found = (name: string, username = 'x'): Found => ({
  population: 'students',
  accountId: name,
  name,
  username,
  status: 'NOTIFIED',
  place: '',
});
const names = (list: readonly Found[]) => list.map(({ name }) => name);

test('those whose family name begins so come before those who only bear it', () => {
  const list = [found('ADAM Martin'), found('BEAUMARTIN Léa'), found('MARTIN Zoé')];
  expect(names(likeliest(list, 'mart'))).toEqual(['MARTIN Zoé', 'ADAM Martin', 'BEAUMARTIN Léa']);
});

test('accents, hyphens and the order of the words do not matter', () => {
  const list = [found('PEREZ Anne'), found('AÏT-AHMED Éva')];
  expect(names(likeliest(list, 'eva ait'))[0]).toBe('AÏT-AHMED Éva');
});

test('a whole username is what one meant', () => {
  const list = [found('MARTIN Max', 'm.martin'), found('MARTIN Mia', 'm.martin2')];
  expect(names(likeliest(list, 'M.Martin2 '))[0]).toBe('MARTIN Mia');
});

test('a guardian of two pupils is one result that names both', () => {
  const row = (first_name: string) => ({
    student: { family_name: 'PETIT', first_name, school_class: '2 GT 1' },
    guardian: { account_id: 'g', family_name: 'PETIT', first_name: 'Ana', username: 'a.petit' },
  });
  const page = { items: [row('Léo'), row('Mia')], accounts: 1 } as unknown as GuardianPageAnswer;
  const { shown, total } = foundGuardians(page, 'petit');
  expect(total).toBe(1);
  expect(shown.map(({ place }) => place)).toEqual([
    'Responsable de PETIT Léo (2 GT 1), PETIT Mia (2 GT 1)',
  ]);
});

test('a pupil is surely meant though her guardians are found with her', () => {
  const pupil = found('PETIT Léo', 'l.petit');
  const mother = { ...found('ROUX Ana'), population: 'guardians' as const };
  const groups = (...guardians: Found[]) => [
    { population: 'students' as const, shown: [pupil], total: 1 },
    { population: 'guardians' as const, shown: guardians, total: guardians.length },
  ];
  expect(obvious(groups(mother), 'petit leo')).toBe(pupil);
  expect(obvious(groups(mother), '134098782WW')).toBe(pupil);
  expect(obvious(groups({ ...mother, name: 'PETIT Léon' }), 'petit léo')).toBeNull();
});

test('nobody is surely meant among namesakes, unless a whole username is given', () => {
  const [one, other] = [found('PETIT Léo', 'l.petit'), found('PETIT Luc', 'l.petit2')];
  const groups = [{ population: 'students' as const, shown: [one, other], total: 2 }];
  expect(obvious(groups, 'petit')).toBeNull();
  expect(obvious(groups, 'l.petit2')).toBe(other);
  expect(obvious([{ population: 'students', shown: [one], total: 9 }], 'petit')).toBeNull();
});

test('the summary tells how many there are beyond those shown', () => {
  const group = (shown: number, total: number) => ({
    population: 'students' as const,
    shown: Array.from({ length: shown }, () => found('A')),
    total,
  });
  expect(summary([group(0, 0)])).toBe('Aucun résultat');
  expect(summary([group(1, 1), group(0, 0)])).toBe('1 résultat');
  expect(summary([group(2, 2), group(1, 1)])).toBe('3 résultats');
  expect(summary([group(7, 60), group(1, 1)])).toMatch(/^61 résultats, dont 8 affichés/);
});
