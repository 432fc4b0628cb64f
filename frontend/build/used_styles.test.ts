import { expect, test } from 'vitest';
import { inUse, namesOf, withoutUnused } from './used_styles.ts';

const PALETTE =
  ':root{--a:#111;--b:var(--a);--c:#333;--unused:url("data:;{}")}.fr-mt-2w{margin:1rem}.fr-mt-4w,.fr-link{color:var(--c)}';
const lean = (css: string, used: string[]) => withoutUnused(css, inUse(css, new Set(used)));

test('what is used is kept, and what it is made of', () => {
  expect(lean(PALETTE, ['--b'])).toBe(
    ':root{--a:#111;--b:var(--a);--c:#333;}.fr-link{color:var(--c)}',
  );
});

test('a margin that is named is kept', () => {
  expect(lean(PALETTE, ['fr-mt-2w'])).toContain('.fr-mt-2w{margin:1rem}');
});

test('a rule in a media query goes alone', () => {
  expect(lean('@media print{.fr-mb-1w{margin:0}.fr-link{color:red}}', [])).toBe(
    '@media print{.fr-link{color:red}}',
  );
});

test('names are read in style sheets and in components alike', () => {
  expect(namesOf('<p className="fr-text--lead">').concat(namesOf('color: var(--text)'))).toEqual([
    '--lead',
    'fr-text--lead',
    '--text',
  ]);
});
