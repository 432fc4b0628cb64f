import { expect, test } from 'vitest';
import { agree, count, date, moment, number, personName, share } from './format';

test('instants are told in Paris time, whatever the machine thinks', () => {
  expect(moment('2021-04-28T02:07:00Z')).toBe('le 28/04/2021 à 04:07');
  expect(date('2021-12-31T23:30:00Z')).toBe('01/01/2022');
});

test('a plain date keeps its day', () => {
  expect(date('2008-03-01')).toBe('01/03/2008');
  expect(date(null, 'Jamais')).toBe('Jamais');
});

test('French is singular below two', () => {
  expect(count(0, 'élève', 'élèves')).toBe('0 élève');
  expect(count(1, 'élève', 'élèves')).toBe('1 élève');
  expect(count(1243, 'élève', 'élèves')).toBe(`${number(1243)} élèves`);
  expect(agree(2, 'sélectionné', 'sélectionnés')).toBe('sélectionnés');
});

test('a share of nothing is nothing', () => {
  expect(share(0, 0)).toMatch(/^0\s%$/);
  expect(share(1, 3)).toMatch(/^33\s%$/);
});

test('family names are in capitals, accents kept', () => {
  expect(personName({ family_name: 'Lefèvre', first_name: 'Zoé' })).toBe('LEFÈVRE Zoé');
});
