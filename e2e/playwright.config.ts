// Stories on the real Electron, one window at a time: `npm run e2e`, or `npm test` for everything. What is needed to
// understand a failure (trace, screenshot, logs) is kept under test-results/.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  workers: 1,
  fullyParallel: false,
  // A second try on CI only, where a starved machine can take a pointer away in mid-click; the first trace is kept.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})
