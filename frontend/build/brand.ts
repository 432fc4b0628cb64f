import type { Plugin } from 'vite';

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
const OUR_FONT = "'Atkinson Hyperlegible Next Variable'";

/** The design system's style sheet without the State's fonts: their files never reach the build. */
export function withoutStateFonts(css: string): string {
  return css
    .replace(FONT_FACE, '')
    .replace(/font-family:\s*(Marianne|Spectral)\b/g, `font-family:${OUR_FONT}`);
}

/** Serves the brand's modules under `@brand`, and takes the State's fonts out of the neutral one. */
export function brandPlugin(brand: Brand): Plugin {
  return {
    name: 'brand',
    enforce: 'pre',
    transform(css, id) {
      if (brand === 'state' || !/react-dsfr\/dsfr\/.*\.css/.test(id)) return null;
      return { code: withoutStateFonts(css), map: null };
    },
  };
}
