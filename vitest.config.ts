// Test runner settings for the whole workspace: unit tests, integration tests and browser tests.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/src/**/*.test.tsx', 'packages/*/e2e/**/*.spec.ts', 'docs/**/*.test.ts'],
    setupFiles: ['vitest.setup.ts'],
    globalSetup: ['packages/editor/e2e/global-setup.ts'],
    // Only for what hangs: a slow machine that other work keeps busy is no reason to fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
