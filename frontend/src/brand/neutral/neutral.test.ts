// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Scheme = 'light' | 'dark';
type Colours = Readonly<Record<string, string>>;

const CSS = readFileSync(new URL('./neutral.css', import.meta.url), 'utf8');
/** What our colours stand on or bear: the greys of the design system, as scheme.css gives them. */
const GREY = {
  light: { page: '#ffffff', panel: '#f6f6f6', text: '#3a3a3a', title: '#161616' },
  dark: { page: '#161616', panel: '#1e1e1e', text: '#cecece', title: '#ffffff' },
} as const;

function coloursOf(scheme: Scheme): Colours {
  const blocks = [...CSS.matchAll(/:root(\[data-fr-theme="dark"\])?\s*\{([^}]*)\}/g)];
  const [, , block = ''] = blocks.find(([, dark]) => (dark ? 'dark' : 'light') === scheme) ?? [];
  const own = [...block.matchAll(/--blue-france-([\w-]+):\s*(#[0-9a-f]{6});/g)];
  return { ...GREY[scheme], ...Object.fromEntries(own.map(([, name, value]) => [name, value])) };
}

/** WCAG 2.2, « relative luminance » and « contrast ratio ». */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['page', 'panel', '975-75', '950-100', '925-125'];
/** Text and the ground it is read on (1.4.3), then edges and what they stand out from (1.4.11). */
const TEXTS: [text: string, ground: string][] = [
  ...GROUNDS.map((ground): [string, string] => ['sun-113-625', ground]),
  ...['975-75', '950-100', '925-125', '850-200'].flatMap((ground): [string, string][] => [
    ['text', ground],
    ['title', ground],
  ]),
  ...['975-75-hover', '950-100-hover', '975-75-active', '950-100-active'].map(
    (ground): [string, string] => ['title', ground],
  ),
  ['975-sun-113', 'sun-113-625'],
  ['975-sun-113', 'sun-113-625-hover'],
];
const EDGES: [edge: string, ground: string][] = [
  ['sun-113-625', 'page'],
  ['sun-113-625', 'panel'],
  ['main-525', 'page'],
  ['975-sun-113', 'sun-113-625-active'],
];

const ratio = (scheme: Scheme, [one, other]: [string, string]) => {
  const colours = coloursOf(scheme);
  return contrast(colours[one] ?? '', colours[other] ?? '');
};

test('the ratio is the one of WCAG', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

for (const scheme of ['light', 'dark'] as const) {
  test.each(TEXTS)(`${scheme}: %s is read on %s`, (...pair) => {
    expect(ratio(scheme, pair)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(EDGES)(`${scheme}: %s stands out from %s`, (...pair) => {
    expect(ratio(scheme, pair)).toBeGreaterThanOrEqual(3);
  });
}
