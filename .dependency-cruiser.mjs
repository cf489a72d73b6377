/** The borders of docs/ARCHITECTURE.md. Tests may reach anywhere. */
const code = { pathNot: '\\.(spec|int-spec)\\.ts$' };
const library = (name) => `^node_modules/(@types/)?${name}/`;

/** What one module shows another, by the kind in its file name; repositories, schemas and controllers stay inside. */
const SHOWN = '\\.(service|module|dto|errors|policy|types)\\.ts$';

/** The domains of src/modules, and the domains that each may import. */
const DOMAINS = {
  shop: [],
  files: [],
  notify: [],
  accounts: ['shop', 'files', 'notify'],
  money: ['accounts', 'shop', 'notify'],
  booking: ['money', 'accounts', 'shop', 'notify'],
  chat: ['booking', 'accounts', 'shop', 'files', 'notify'],
  imports: ['accounts', 'shop'],
  records: ['chat', 'booking', 'money', 'accounts', 'shop', 'files', 'notify'],
};
const domainRules = Object.entries(DOMAINS).map(([name, imports]) => ({
  name: `domain-${name}`,
  severity: 'error',
  comment: `The domain ${name} may import ${imports.join(', ') || 'no other domain'}.`,
  from: { path: `^src/modules/${name}/`, ...code },
  to: { path: '^src/modules/[^/]+/', pathNot: `^src/modules/(${[name, ...imports].join('|')})/` },
}));

/** A module is a folder of a domain; chat and imports are domains of one module. */
const MODULE = '^src/modules/(chat|imports|[^/]+/[^/]+)/';

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
      to: { path: '^src/(modules|gateways|jobs|cli|embedded)/' },
    },
    ...domainRules,
    {
      name: 'modules-show-kinds',
      severity: 'error',
      comment: 'From another module only *.service, *.module, *.dto, *.errors, *.policy and *.types.',
      from: { path: MODULE, ...code },
      to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', SHOWN] },
    },
    {
      name: 'bookings-are-told',
      severity: 'error',
      comment: 'Whoever stores a booking also tells the parties and the system, so only BookingWrites may store one.',
      from: { pathNot: ['/bookings/(writing/booking-writes|bookings\\.module)\\.ts$', '\\.(spec|int-spec)\\.ts$'] },
      to: { path: '/booking-store\\.repository\\.ts$' },
    },
    {
      name: 'modules-know-no-edges',
      severity: 'error',
      from: { path: '^src/modules/', ...code },
      to: { path: '^src/(gateways|jobs|cli|embedded)/' },
    },
    {
      name: 'edges-take-kinds',
      severity: 'error',
      from: { path: '^src/(gateways|jobs)/|^src/realtime-contract', ...code },
      to: { path: '^src/modules/', pathNot: SHOWN },
    },
    {
      name: 'commands-take-kinds',
      severity: 'error',
      comment:
        'Besides: the tables that the documents print, and the reading of a map, which needs no application. Commands know no edges.',
      from: { path: '^src/cli/', ...code },
      to: {
        path: '^src/(modules|gateways|jobs)/',
        pathNot: [
          SHOWN,
          '/booking-transitions\\.ts$',
          '/jobs/subscribers/every-subscriber\\.ts$',
          '/modules/imports/(judged-file|read-listings|refuse-in-production)\\.ts$',
        ],
      },
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
      from: { path: '^src/', pathNot: ['^src/modules/accounts/identities/', '\\.(spec|int-spec)\\.ts$'] },
      to: { path: library('(openid-client|jose)') },
    },
    {
      name: 'stripe-in-money',
      severity: 'error',
      comment: 'Stripe is one provider of payments. The rest of the program knows money, not providers.',
      from: { path: '^src/', pathNot: ['^src/modules/money/', '\\.(spec|int-spec)\\.ts$'] },
      to: { path: library('stripe') },
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
