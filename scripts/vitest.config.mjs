import { defineConfig } from 'vitest/config';

/** Text imports as in the bundles: `import words from './docs.en.md?raw'`. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    pool: 'forks',
    // A failure is shown whole.
    chaiConfig: { truncateThreshold: 0 },
    maxWorkers: 2,
    // Generous: a shared machine is slow at times, and no test is about time.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['shared/**/*.test.ts', 'templates/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'electron',
          include: ['electron/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.spec.ts'],
          globalSetup: ['e2e/build.setup.ts'],
          testTimeout: 600_000,
        },
      },
    ],
  },
});
