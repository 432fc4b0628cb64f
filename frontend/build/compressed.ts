import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTS = /\.(js|css|html|svg|json|txt)$/;
/** CloudFront compresses nothing smaller. */
const SMALLEST = 1000;

/**
 * What CloudFront does when it is asked, done once at the build for who serves `dist` without it:
 * each text has its compressed forms beside it. The qualities are those meant for answering at
 * once, so that sizes measured on one machine are not better than those a person downloads.
 */
export const asGzip = (content: Buffer) => gzipSync(content, { level: 6 });
export const asBrotli = (content: Buffer) =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

export function compressedPlugin(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!TEXTS.test(name) || name.startsWith('.vite')) continue;
        const content = readFileSync(join(folder, name));
        if (content.length < SMALLEST) continue;
        writeFileSync(join(folder, `${name}.gz`), asGzip(content));
        writeFileSync(join(folder, `${name}.br`), asBrotli(content));
      }
    },
  };
}
