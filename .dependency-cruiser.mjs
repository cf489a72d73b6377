/** The borders of docs/ARCHITECTURE.md. Tests may reach anywhere. */
const code = { pathNot: '\\.(spec|int-spec)\\.ts$' };
const library = (name) => `^node_modules/(@types/)?${name}/`;

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'common-knows-no-feature',
      severity: 'error',
      from: { path: '^src/common/', ...code },
      to: { path: '^src/(modules|gateways|jobs|cli)/' },
    },
    {
      name: 'modules-meet-through-services',
      severity: 'error',
      comment: 'From another module only *.service.ts and *.module.ts.',
      from: { path: '^src/modules/([^/]+)/', ...code },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '\\.(service|module)\\.ts$'] },
    },
    {
      name: 'modules-know-no-edges',
      severity: 'error',
      from: { path: '^src/modules/', ...code },
      to: { path: '^src/(gateways|jobs|cli)/' },
    },
    {
      name: 'edges-take-services',
      severity: 'error',
      from: { path: '^src/(gateways|jobs)/', ...code },
      to: { path: '^src/modules/', pathNot: '\\.(service|module|dto)\\.ts$' },
    },
    {
      name: 'gateways-and-jobs-are-apart',
      severity: 'error',
      from: { path: '^src/(gateways|jobs)/', ...code },
      to: { path: '^src/(gateways|jobs)/', pathNot: '^src/$1/' },
    },
    {
      name: 'mongoose-behind-repositories',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['\\.(schema|repository|module)\\.ts$', '^src/common/(database|health)/', '\\.(spec|int-spec)\\.ts$'],
      },
      to: { path: library('mongoose') },
    },
    {
      name: 'socket-io-in-gateways',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/gateways/', '^src/common/realtime/', '\\.(spec|int-spec)\\.ts$'] },
      to: { path: library('socket\\.io') },
    },
    {
      name: 'openid-behind-its-clients',
      severity: 'error',
      comment: 'Other people’s tokens are judged in one place; our own are the business of auth.',
      from: { path: '^src/', pathNot: ['^src/modules/identities/', '\\.(spec|int-spec)\\.ts$'] },
      to: { path: library('(openid-client|jose)') },
    },
    {
      name: 'no-dev-dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(spec|int-spec)\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
