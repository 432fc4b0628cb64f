// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { isPlain, press, shortcutsOf, takesKeys } from './shortcuts';

const shortcuts = shortcutsOf([
  ['', 'Accueil'],
  ['eleves', 'Élèves'],
  ['operations', 'Opérations'],
]);

const after = (...keys: string[]) => {
  let pressed: readonly string[] = [];
  const found: string[] = [];
  for (const key of keys) {
    const step = press(shortcuts, pressed, key);
    pressed = step.pressed;
    if (step.found) found.push(step.found.label);
  }
  return found;
};

test('one key opens the counter, two in a row go to a tab', () => {
  expect(after('/')).toEqual(['Ouvrir le guichet']);
  expect(after('g', 'e')).toEqual(['Aller à « Élèves »']);
});

test('a tab that one does not have has no shortcut', () => {
  expect(after('g', 'r')).toEqual([]);
});

test('a sequence that leads nowhere is forgotten, its last key counting afresh', () => {
  expect(after('g', 'z', 'e')).toEqual([]);
  expect(after('g', '/')).toEqual(['Ouvrir le guichet']);
  expect(after('g', 'g', 'o')).toEqual(['Aller à « Opérations »']);
  expect(after('e')).toEqual([]);
});

test('no two shortcuts have the same keys', () => {
  const all = shortcuts.map(({ keys }) => keys.join(' '));
  expect(new Set(all).size).toBe(all.length);
});

const key = (over: Partial<KeyboardEvent>) =>
  ({
    key: '/',
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    repeat: false,
    isComposing: false,
    defaultPrevented: false,
    ...over,
  }) as KeyboardEvent;

test('keys with a modifier, held down, or composing an accent are not ours', () => {
  expect(isPlain(key({}))).toBe(true);
  expect(isPlain(key({ shiftKey: true }))).toBe(true);
  expect(isPlain(key({ key: 'Escape' }))).toBe(false);
  for (const mark of ['ctrlKey', 'altKey', 'metaKey', 'repeat', 'isComposing'] as const) {
    expect(isPlain(key({ [mark]: true }))).toBe(false);
  }
});

test('what is typed in a field, a list or a menu stays there', () => {
  document.body.innerHTML = `
    <input id="text"><input id="tick" type="checkbox"><select id="select"></select>
    <ul role="listbox"><li id="option"></li></ul><button id="button"></button>`;
  const taken = (id: string) => takesKeys(document.getElementById(id));
  expect(['text', 'select', 'option'].map(taken)).toEqual([true, true, true]);
  expect(['tick', 'button'].map(taken)).toEqual([false, false]);
});
