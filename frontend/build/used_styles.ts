/**
 * The design system declares a thousand custom properties and as many classes of margins and
 * columns, and we use a few dozen: what nothing names is left out of the build.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DECLARATION = /(--[\w-]+):((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^;{}"'])*)(;|(?=\}))/g;
const NAMED = /--[\w-]+/g;
const CLASS = /\bfr-[\w-]+/g;
const RULE = /([^{}@;]+)\{([^{}]*)\}/g;
/** Margins, paddings, columns and drawings: the classes that no other style sheet builds upon. */
const UTILITY = /\.(fr-(?:[mp][trblxy]?-|col-|artwork)[\w-]+)/;
const SOURCE = /\.(css|tsx?)$/;

/** Every custom property and every class of the design system that a text names. */
export const namesOf = (text: string): string[] => [
  ...(text.match(NAMED) ?? []),
  ...(text.match(CLASS) ?? []),
];

/** Every one that the files under `folder` name. */
export function namesUnder(folder: string): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!SOURCE.test(file)) continue;
    for (const name of namesOf(readFileSync(join(folder, file), 'utf8'))) names.add(name);
  }
  return names;
}

/** What of `palette`, the sheets that declare, is in the end of use to who names `used`. */
export function inUse(palette: string, used: ReadonlySet<string>): Set<string> {
  const css = withoutUtilities(palette, used);
  const kept = new Set([...used, ...namesOf(css.replace(DECLARATION, ''))]);
  const values = new Map<string, string[]>();
  for (const [, name = '', value = ''] of css.matchAll(DECLARATION)) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  // What a kept property is made of is kept: the set grows while it is walked.
  for (const name of kept) {
    for (const value of values.get(name) ?? []) for (const part of namesOf(value)) kept.add(part);
  }
  return kept;
}

/** One of these sheets without the utilities and the custom properties that are not `kept`. */
export function withoutUnused(css: string, kept: ReadonlySet<string>): string {
  return withoutUtilities(css, kept).replace(DECLARATION, (declaration, name) =>
    kept.has(name) ? declaration : '',
  );
}

function withoutUtilities(css: string, used: ReadonlySet<string>): string {
  return css.replace(RULE, (_rule, selectors: string, style: string) => {
    const kept = selectors.split(',').filter((selector) => {
      const utility = UTILITY.exec(selector)?.[1];
      return utility === undefined || used.has(utility);
    });
    return kept.length > 0 ? `${kept.join(',')}{${style}}` : '';
  });
}
