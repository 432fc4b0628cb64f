import { defineConfig } from '@playwright/test';

// The address of a running stack with its demo, given by whoever starts the tests (`make test`).
const webUrl = process.env.WEB_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  forbidOnly: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['line']],
  use: {
    baseURL: webUrl,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    trace: 'off',
    // Whoever waits longer than this for one thing is told which.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
