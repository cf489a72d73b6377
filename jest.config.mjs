/** Native ESM, the same module system as production. One mongod and one Redis for the whole run: test/global-setup.mjs. */
const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2024',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

export default {
  testEnvironment: '<rootDir>/test/environment.mjs',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/packages'],
  testRegex: '\\.(spec|int-spec|e2e-spec)\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', swc] },
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  testSequencer: '<rootDir>/test/sequencer.mjs',
  reporters: ['default', '<rootDir>/test/closing-line.mjs'],
  // Generous: a slow machine is no failure, and nothing here asserts a duration.
  testTimeout: 120_000,
  maxWorkers: 2,
  // Closed clients of Redis leave timers of at most 6 s behind. What stays open for longer is a leak: it is reported, and its worker ended.
  workerGracefulExitTimeout: 10_000,
  openHandlesTimeout: 10_000,
};
