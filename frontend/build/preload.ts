import type { Plugin } from 'vite';

/** The font of nearly every word: asked for with the page, and not once its style sheet is read. */
const TEXT_FONT = /atkinson-hyperlegible-next-latin-wght-normal|Marianne-Regular-[\w-]+\.woff2$/;

export function preloadPlugin(): Plugin {
  return {
    name: 'preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => TEXT_FONT.test(file) && file.endsWith('.woff2'))
          .map((file) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              href: `/${file}`,
              crossorigin: '',
            },
            injectTo: 'head',
          })),
    },
  };
}
