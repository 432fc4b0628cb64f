import { describe, expect, test } from 'vitest';
import { canonical, isWholeSchool, readAddress, sameCriteria, writeAddress } from './list_address';

describe('an address read', () => {
  test('several values of a filter, a name after the hash, an order', () => {
    const search = '?classe=3B&classe=3A&mef=100&statut=NOTIFIED&tri=classe';
    expect(readAddress('students', search, '#q=l%C3%A9a+n%27diaye')).toEqual({
      criteria: {
        q: "léa n'diaye",
        mef_code: ['100'],
        school_class: ['3A', '3B'],
        status: ['NOTIFIED'],
      },
      sort: 'school_class',
    });
  });

  test('pupils without a class are a filter as another', () => {
    const { criteria } = readAddress('students', '?classe=', '');
    expect(criteria).toEqual({ school_class: [''] });
    expect(writeAddress('students', { criteria, sort: 'name' }).search).toBe('?classe=');
  });

  test('what means nothing in this list is left aside', () => {
    const search =
      '?statut=ACTIVATING&statut=DELETED&origine=ATEN&email=absent&rattachement=errone&tri=eleve';
    expect(readAddress('students', search, '#contenu')).toEqual({ criteria: {}, sort: 'name' });
  });

  test('what the API would refuse is left aside', () => {
    const search = `?classe=${'x'.repeat(51)}&etablissement=ailleurs&etablissement=0450833L`;
    expect(readAddress('students', search, '').criteria).toEqual({});
    expect(readAddress('external_students', search, '').criteria).toEqual({
      home_school: ['0450833L'],
    });
    expect(readAddress('students', '', `#q=${'a'.repeat(300)}`).criteria.q).toHaveLength(100);
  });

  test('guardians have filters of their own', () => {
    const search = '?email=absent&origine=NONE&origine=ENT&rattachement=errone&statut=ACTIVATING';
    expect(readAddress('guardians', `${search}&tri=eleve`, '')).toEqual({
      criteria: {
        status: ['ACTIVATING'],
        origin: ['ENT', 'NONE'],
        email: 'absent',
        disputed: true,
      },
      sort: 'student',
    });
  });
});

describe('an address written', () => {
  test('reads back as it was', () => {
    const address = {
      criteria: {
        q: 'O’Connor & Fils #1',
        mef_code: ['20010015110'],
        school_class: ['1 G 10', '2 GT+1'],
        status: ['NOT_NOTIFIED' as const],
        origin: ['NONE' as const],
        email: 'present' as const,
        disputed: true,
      },
      sort: 'student' as const,
    };
    const { search, hash } = writeAddress('guardians', address);
    expect(readAddress('guardians', search, hash)).toEqual(address);
    expect(search).not.toContain('Connor');
  });

  test('says nothing of what goes without saying', () => {
    const address = {
      criteria: { q: '  ', school_class: [], disputed: false },
      sort: 'name' as const,
    };
    expect(writeAddress('students', address)).toEqual({ search: '', hash: '' });
  });
});

describe('two searches', () => {
  test('are the same in whatever order their values came', () => {
    const one = { school_class: ['3B', '3A', '3B'], q: 'martin ' };
    expect(sameCriteria(one, { q: 'martin', school_class: ['3A', '3B'], mef_code: [] })).toBe(true);
    expect(sameCriteria(one, { q: 'martin', school_class: ['3A'] })).toBe(false);
  });

  test('the whole school is a search without criteria', () => {
    expect(isWholeSchool(canonical({ q: '', email: null, disputed: null }))).toBe(true);
    expect(isWholeSchool({ school_class: [''] })).toBe(false);
  });
});
