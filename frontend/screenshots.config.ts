import { defineConfig } from '@playwright/test';
import browserTests from './playwright.config';

// `make screenshots`: the same browser as the tests, for pictures and not for checks.
export default defineConfig({
  ...browserTests,
  testDir: 'screenshots',
  testMatch: '*.shots.ts',
  workers: 1,
  use: { ...browserTests.use, viewport: { width: 1280, height: 800 } },
});
