// Unit tests beside their sources, property tests (`*.prop.test.ts`) among them. Playwright's stories are e2e/*.spec.ts.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,main,venue,conformance,renderer,app,e2e,bench,sim,tools}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'out/**', 'dist/**'],
    environment: 'node',
    passWithNoTests: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
})
