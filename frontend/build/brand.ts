import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { inUse, namesOf, namesUnder, withoutUnused } from './used_styles.ts';

export type Brand = 'neutral' | 'state';

/**
 * Which brand is built: BRAND=state is for the State's own deployment, since the Marianne font, the
 * tricolour and the mark are its own; everybody else builds the neutral one, the default.
 */
export function chosenBrand(said: string | undefined): Brand {
  if (said === undefined || said === '' || said === 'neutral') return 'neutral';
  if (said === 'state') return 'state';
  throw new Error(`BRAND=${said}: say neutral or state`);
}

const FONT_FACE = /@font-face\s*\{[^}]*\}/g;
const OUR_FONT = "'Atkinson Hyperlegible Next Variable','Atkinson Fallback'";
/** The blue of the State where it is drawn and not named, and the petrol of neutral.css. */
const PETROL: Readonly<Record<string, string>> = { '000091': '0b4f6c', '8585f6': '7cc4e0' };

/**
 * The design system's style sheet without what is the State's: its fonts, whose files never reach
 * the build, and its blue in the pictures of switches.
 */
export function withoutState(css: string): string {
  return css
    .replace(FONT_FACE, '')
    .replace(/font-family:\s*(Marianne|Spectral)\b/g, `font-family:${OUR_FONT}`)
    .replace(/(?<=%23|#)(000091|8585f6)/g, (blue) => PETROL[blue] ?? blue);
}

const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
const DSFR_SHEET = /react-dsfr\/dsfr\/.*\.css/;
/** Those that declare what the others use. */
const PALETTE = /react-dsfr\/dsfr\/(core|scheme)\//;
const IMPORTED_SHEET = /@codegouvfr\/react-dsfr\/dsfr\/[\w./-]+\.css/g;

/** What the service uses of the sheets that declare: its sources and the other sheets name it. */
function used(): Set<string> {
  const names = namesUnder(SOURCES);
  const imports = readFileSync(`${SOURCES}/ui/dsfr.ts`, 'utf8').match(IMPORTED_SHEET) ?? [];
  const palette: string[] = [];
  for (const sheet of imports) {
    const css = readFileSync(new URL(`../node_modules/${sheet}`, import.meta.url), 'utf8');
    if (PALETTE.test(sheet)) palette.push(css);
    else for (const name of namesOf(css)) names.add(name);
  }
  return inUse(palette.join('\n'), names);
}

/** Takes out of the design system what the brand may not show, and what the service does not use. */
export function brandPlugin(brand: Brand): Plugin {
  let building = false;
  return {
    name: 'brand',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build';
    },
    load(id) {
      // Tables of every colour, by name and for each theme, and of every text: nothing reads them.
      if (/react-dsfr\/fr\/colors\.js$/.test(id)) return 'export const colors = {};';
      if (/react-dsfr\/fr\/generatedFromCss\/typography\.js$/.test(id)) {
        return 'export const typography = [];';
      }
      return null;
    },
    transform(css, id) {
      if (!DSFR_SHEET.test(id)) return null;
      const branded = brand === 'neutral' ? withoutState(css) : css;
      const lean = building && PALETTE.test(id);
      return { code: lean ? withoutUnused(branded, used()) : branded, map: null };
    },
  };
}
