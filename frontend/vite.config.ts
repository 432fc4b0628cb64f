import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { brandPlugin, chosenBrand } from './build/brand.ts';
import { compressedPlugin } from './build/compressed.ts';
import { preloadPlugin } from './build/preload.ts';

const brand = chosenBrand(process.env.BRAND);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// The development server stands in for the front door of a running `make run`.
const frontDoor = process.env.FRONT_DOOR ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [brandPlugin(brand), react(), preloadPlugin(), compressedPlugin()],
  resolve: { alias: { '@/brand/current': here(`./src/brand/${brand}`), '@': here('./src') } },
  css: { lightningcss: { errorRecovery: true } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    manifest: true,
    // What the licences of the packages ask for: their texts go with the build.
    license: { fileName: 'licences.txt' },
    outDir: process.env.OUT_DIR ?? 'dist',
    emptyOutDir: true,
    // What most pages share is one file: twenty small ones would cost as many answers, headers and
    // all. The design system's styles come before every one of ours, which change them.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /react-dsfr\/dsfr\/.*\.css|src\/brand\/|src\/ui\/base\.css/,
              priority: 2,
            },
            { name: 'shared', minShareCount: 4, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': frontDoor, '/configuration.json': frontDoor },
  },
  test: {
    environment: 'node',
    // Those that build the app several times have a command of their own: npm run builds.
    include: process.env.BUILDS ? ['build/**/*.builds.ts'] : ['{src,build}/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
