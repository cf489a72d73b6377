import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const run = promisify(execFile);
/** Both programs end with a code above 0 when they find something. */
const outputOf = async (command: string, args: string[], cwd: string): Promise<string> =>
  run(command, args, { cwd, maxBuffer: 50_000_000 }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );

/** A rule, a file that breaks the rule, and what the file must not import. */
const BORDERS: [rule: string, from: string, to: string][] = [
  ['no-cycles', 'src/common/time/a.ts', 'src/common/time/b.ts'],
  ['common-knows-no-feature', 'src/common/geo/geo.ts', 'src/modules/shop/barbers/barbers.service.ts'],
  ['domain-shop', 'src/modules/shop/barbers/a.service.ts', 'src/modules/accounts/users/users.service.ts'],
  ['domain-files', 'src/modules/files/uploads/a.service.ts', 'src/modules/notify/feed/feed.service.ts'],
  ['domain-notify', 'src/modules/notify/feed/a.service.ts', 'src/modules/accounts/users/users.service.ts'],
  ['domain-accounts', 'src/modules/accounts/users/a.service.ts', 'src/modules/booking/bookings/bookings.service.ts'],
  ['domain-money', 'src/modules/money/ledger/a.service.ts', 'src/modules/booking/bookings/bookings.service.ts'],
  ['domain-booking', 'src/modules/booking/bookings/a.service.ts', 'src/modules/chat/chat.service.ts'],
  ['domain-chat', 'src/modules/chat/a.service.ts', 'src/modules/records/audit/audit.service.ts'],
  ['domain-imports', 'src/modules/imports/a.service.ts', 'src/modules/booking/bookings/bookings.service.ts'],
  ['domain-records', 'src/modules/records/audit/a.service.ts', 'src/modules/imports/imports.service.ts'],
  ['modules-show-kinds', 'src/modules/booking/bookings/b.service.ts', 'src/modules/shop/barbers/barbers.repository.ts'],
  ['modules-show-kinds', 'src/modules/booking/bookings/c.service.ts', 'src/modules/shop/barbers/barber.schema.ts'],
  ['modules-show-kinds', 'src/modules/booking/bookings/d.service.ts', 'src/modules/shop/barbers/barbers.controller.ts'],
  ['modules-know-no-edges', 'src/modules/chat/b.service.ts', 'src/gateways/chat.gateway.ts'],
  ['edges-take-kinds', 'src/jobs/a.ts', 'src/modules/shop/barbers/barbers.repository.ts'],
  ['edges-take-kinds', 'src/gateways/a.ts', 'src/modules/shop/barbers/barber.schema.ts'],
  ['commands-take-kinds', 'src/cli/a.ts', 'src/modules/shop/barbers/barbers.repository.ts'],
  ['gateways-and-jobs-are-apart', 'src/gateways/b.ts', 'src/jobs/poller.ts'],
  ['mongoose-behind-repositories', 'src/modules/chat/c.service.ts', 'node_modules/mongoose'],
  ['socket-io-in-gateways', 'src/modules/chat/d.service.ts', 'node_modules/socket.io'],
  ['openid-behind-its-clients', 'src/modules/chat/e.service.ts', 'node_modules/jose'],
  ['stripe-in-money', 'src/modules/booking/bookings/e.service.ts', 'node_modules/stripe'],
  ['bookings-are-told', 'src/jobs/b.ts', 'src/modules/booking/bookings/writing/booking-store.repository.ts'],
  ['no-dev-dependency', 'src/main.ts', 'node_modules/fast-check'],
];

describe('a border between parts of the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grome-borders-'));
  let found: string[];
  beforeAll(async () => {
    const plant = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    for (const [, , to] of BORDERS)
      if (to.startsWith('src/')) plant(to, 'export const planted = 1;\n');
      else {
        plant(`${to}/package.json`, '{ "name": "planted", "version": "1.0.0", "main": "index.js" }');
        plant(`${to}/index.js`, '');
      }
    for (const [, from, to] of BORDERS) {
      const specifier = to.startsWith('src/') ? relative(dirname(from), to) : to.replace('node_modules/', '');
      plant(from, `import '${/^[\w@]/.test(specifier) && to.startsWith('src/') ? './' : ''}${specifier}';\n`);
    }
    plant('src/common/time/b.ts', "import './a.ts';\n");
    for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
      cpSync(join(root, name), join(folder, name));
    const args = ['src', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
    const { summary } = JSON.parse(await outputOf(bin('depcruise'), args, folder));
    found = summary.violations.map(({ rule, from }: any) => `${rule.name} ${from}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(BORDERS)('cannot be crossed unseen: %s by %s', (rule, from) => {
    expect(found.some((line) => line.startsWith(rule) && line.endsWith(` ${from}`))).toBe(true);
  });
});

describe('the linter refuses', () => {
  const SIX = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `private readonly ${name}: string`).join(', ');
  const PLANTED: [what: string, rule: string, text: string][] = [
    ['a class with six dependencies', 'no-restricted-syntax', `export class Six { constructor(${SIX}) {} }`],
    ['a name that is exported from a second file', 'no-restricted-syntax', "export { join } from 'node:path';"],
    [
      'a module that is imported twice',
      'no-duplicate-imports',
      "import { a } from './x.ts'; import type { B } from './x.ts';",
    ],
    [
      'a type that is imported as a value',
      '@typescript-eslint/consistent-type-imports',
      "import { Config } from './common/config/config.ts'; export const f = (c: Config) => c;",
    ],
  ];

  it('each planted violation', async () => {
    const text = PLANTED.map(([, , line]) => line).join('\n');
    const args = ['--format', 'json', '--stdin', '--stdin-filename', 'src/main.ts'];
    const child = run(bin('eslint'), args, { cwd: root, maxBuffer: 50_000_000 });
    child.child.stdin!.end(text);
    const { stdout } = await child.catch((error: { stdout: string }) => error);
    const [{ messages }] = JSON.parse(stdout);
    const rulesOn = (line: number) => messages.filter((one: any) => one.line === line).map((one: any) => one.ruleId);
    for (const [index, [what, rule]] of PLANTED.entries())
      expect([what, rulesOn(index + 1)]).toEqual([what, expect.arrayContaining([rule])]);
  });
});
