// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { forgetOfOthers, forgetThePerson } from './kept_in_tab';

beforeEach(() => sessionStorage.clear());

test('who signs in again finds what she had chosen', () => {
  forgetOfOthers('martin');
  sessionStorage.setItem('chosen', 'a b');

  forgetOfOthers('martin');

  expect(sessionStorage.getItem('chosen')).toBe('a b');
});

test('another person finds nothing of the first', () => {
  forgetOfOthers('martin');
  sessionStorage.setItem('chosen', 'a b');

  forgetOfOthers('durand');

  expect(sessionStorage.getItem('chosen')).toBeNull();
});

test('signing out forgets all but what the sign-in itself needs to end', () => {
  forgetOfOthers('martin');
  sessionStorage.setItem('chosen', 'a b');
  sessionStorage.setItem('oidc.user', '{}');

  forgetThePerson();

  expect(Object.keys(sessionStorage)).toEqual(['oidc.user']);
});
