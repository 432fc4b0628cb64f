import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { brandPlugin, chosenBrand } from './build/brand';
import { compressedPlugin } from './build/compressed';

const brand = chosenBrand(process.env.BRAND);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// The development server stands in for the front door of a running `make run`.
const frontDoor = process.env.FRONT_DOOR ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [brandPlugin(brand), react(), compressedPlugin()],
  resolve: { alias: { '@/brand/current': here(`./src/brand/${brand}`), '@': here('./src') } },
  css: { lightningcss: { errorRecovery: true } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    manifest: true,
    outDir: process.env.OUT_DIR ?? 'dist',
    emptyOutDir: true,
  },
  server: {
    proxy: { '/api': frontDoor, '/configuration.json': frontDoor },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    restoreMocks: true,
  },
});
