// @vitest-environment node
/** What the two builds hold, and what a first visit to the pupils' list downloads. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Brand } from './brand.ts';
import { asGzip } from './compressed.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LIST_PAGE = 'src/features/people/students_page.tsx';
/** Compressed with gzip, the heavier of the two that CloudFront speaks. */
const BUDGET = { '.js': 180_000, '.css': 60_000 } as const;
const A_MINUTE = 60_000;

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}

let folder = '';
const built = (brand: Brand) => join(folder, brand);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'web-builds-'));
  for (const brand of ['neutral', 'state'] as const) {
    execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '-l', 'error'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', BRAND: brand, OUT_DIR: built(brand) },
    });
  }
}, 3 * A_MINUTE);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (brand: Brand): string[] =>
  readdirSync(built(brand), { recursive: true, encoding: 'utf8' });

const textsOf = (brand: Brand): string =>
  filesOf(brand)
    .filter((file) => ['.js', '.css', '.html', '.svg'].includes(extname(file)))
    .map((file) => readFileSync(join(built(brand), file), 'utf8'))
    .join('\n');

/** Names and colours that are the State's: its fonts, its mark, its blue and its red. */
const THE_STATES = /marianne|spectral|fr-logo|république|#000091|#e1000f|%23000091|%23e1000f/gi;

test('the neutral build holds nothing that is the State’s', () => {
  expect(filesOf('neutral').filter((file) => /marianne|spectral/i.test(file))).toEqual([]);
  expect(textsOf('neutral').match(THE_STATES)).toBeNull();
  expect(textsOf('neutral')).toContain('Atkinson Hyperlegible Next');
});

test('the State’s build has its font and its mark', () => {
  expect(filesOf('state').some((file) => /Marianne-Regular.*\.woff2$/.test(file))).toBe(true);
  expect(textsOf('state')).toContain('fr-logo');
  expect(textsOf('state')).toContain('#000091');
});

test('every custom property that the design system declares and the build uses is declared in it', () => {
  const css = textsOf('neutral');
  const sheets = filesUnder(
    join(ROOT, 'node_modules/@codegouvfr/react-dsfr/dsfr'),
    '.main.min.css',
  );
  const known = new Set(sheets.flatMap((sheet) => declaredIn(readFileSync(sheet, 'utf8'))));
  const declared = new Set(declaredIn(css));
  const used = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name));
  expect([...used].filter((name) => known.has(name) && !declared.has(name))).toEqual([]);
});

test('the licences of what is in the build go with it', () => {
  const licences = readFileSync(join(built('neutral'), 'licences.txt'), 'utf8');
  for (const name of ['react-dsfr', 'atkinson-hyperlegible-next', 'oidc-client-ts', 'react-dom']) {
    expect(licences).toContain(name);
  }
});

test('the design system comes before our styles, which change it', () => {
  const html = readFileSync(join(built('neutral'), 'index.html'), 'utf8');
  const sheets = [...html.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].map(([, file = '']) =>
    readFileSync(join(built('neutral'), file), 'utf8'),
  );
  expect(sheets.length).toBeGreaterThan(1);
  expect(sheets.map((css) => css.includes('.fr-btn{'))).toEqual(sheets.map((_, at) => at === 0));
});

test('no page has a style or a script in itself', () => {
  const html = readFileSync(join(built('neutral'), 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)/);
});

test.each(['.js', '.css'] as const)(
  'a first visit to the list keeps within its budget of %s',
  (kind) => {
    const files = firstVisit(built('neutral')).filter((file) => extname(file) === kind);
    const sizes = files.map((file) => asGzip(readFileSync(join(built('neutral'), file))).length);
    const size = sizes.reduce((sum, each) => sum + each, 0);
    process.stdout.write(
      `${kind} of a first visit to the list: ${size} of ${BUDGET[kind]} bytes\n`,
    );
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(BUDGET[kind]);
  },
);

/** The files that the page of the list needs: its own, and all that they import. */
function firstVisit(build: string): string[] {
  const manifest = JSON.parse(readFileSync(join(build, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const names = new Set(['index.html', LIST_PAGE]);
  const files = new Set(['colour-scheme.js']);
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not in the manifest`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) names.add(imported);
  }
  return [...files];
}

const declaredIn = (css: string) => [...css.matchAll(/(--[\w-]+):/g)].map(([, name = '']) => name);

const filesUnder = (root: string, ending: string) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(root, file));
