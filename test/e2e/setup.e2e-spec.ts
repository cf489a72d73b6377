import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { Folders, ROOT, runProgram } from '../support/processes.ts';

// Every case starts programs and databases; on a busy machine that takes its time.
jest.setTimeout(120_000);

const folders = new Folders();
afterAll(() => folders.remove());

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
const VERSIONS = { mongod: 'db version v6.0.99', 'redis-server': 'Redis server v=6.2.99 sha=0' };
type Program = keyof typeof VERSIONS;

/** The setup of a bare machine, in a project of its own: the real scripts, and Python packages made here. */
class Project {
  readonly root = folders.make();
  readonly cache = folders.make();
  private readonly wheels = folders.make();

  constructor() {
    cpSync(join(ROOT, 'scripts'), join(this.root, 'scripts'), { recursive: true });
    mkdirSync(join(this.root, 'node_modules/.bin'), { recursive: true });
    symlinkSync(process.execPath, join(this.root, 'node_modules/.bin/node'));
    this.write(
      'package.json',
      '{ "name": "bare", "version": "1.0.0", "scripts": { "build": "mkdir -p dist && echo built >> dist/log" } }',
    );
    this.write(
      'package-lock.json',
      '{ "name": "bare", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "bare" } } }',
    );
    this.write('src/main.ts', '');
    this.markInstalled();
    for (const name of Object.keys(VERSIONS) as Program[]) this.pin(name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), text);
  }

  markInstalled(): void {
    this.write('node_modules/.lock-sha256', sha256(join(this.root, 'package-lock.json')));
  }

  cached = (name: Program) => join(this.cache, 'grome', `fake-${name}-1.0`, name);
  binaries = () =>
    JSON.parse(readFileSync(join(this.root, '.cache/binaries.json'), 'utf8')) as Record<
      Program,
      { path: string; version: string }
    >;

  async setup(env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; output: string; message: string }> {
    const offline = {
      XDG_CACHE_HOME: this.cache,
      PIP_NO_INDEX: '1',
      PIP_FIND_LINKS: this.wheels,
      PATH: pathWithout('mongod', 'redis-server'),
    };
    const run = runProgram(process.execPath, ['scripts/setup.mjs'], { cwd: this.root, env: { ...offline, ...env } });
    const code = await run.ended;
    return { code, output: run.output(), message: run.output().split('\n\n').at(-1) ?? '' };
  }

  /** A Python package with a program that only knows its version, pinned by its hash as the real ones are. */
  private pin(name: Program): void {
    const wheel = join(this.wheels, `fake_${name.replace('-', '_')}-1.0-py3-none-any.whl`);
    const program = join(this.wheels, name);
    writeFileSync(program, `#!/bin/sh\necho '${VERSIONS[name]}'\n`);
    const script = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w'); d = sys.argv[4] + '-1.0.dist-info/'
z.write(sys.argv[2], 'bin/' + sys.argv[3])
z.writestr(d + 'METADATA', 'Metadata-Version: 2.1\\nName: ' + sys.argv[4] + '\\nVersion: 1.0\\n')
z.writestr(d + 'WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
z.writestr(d + 'RECORD', '')
z.close()`;
    spawnSync('python3', ['-c', script, wheel, program, name, `fake_${name.replace('-', '_')}`]);
    const table = JSON.parse(readFileSync(join(this.root, 'scripts/binaries.json'), 'utf8')) as Record<
      string,
      { packages: unknown }
    >;
    const pinned = { requirement: `fake-${name}==1.0`, platform: 'any', sha256: sha256(wheel) };
    (table[name] as { packages: unknown }).packages = { [`${process.platform}-${process.arch}`]: pinned };
    this.write('scripts/binaries.json', JSON.stringify(table));
  }
}

/** PATH without the folders that hold these programs, as far as the system has them installed. */
const pathWithout = (...programs: string[]) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !programs.some((name) => existsSync(join(folder, name))))
    .join(delimiter);

describe('the setup before npm start and npm test', () => {
  test('fetches both databases once, and does nothing the next time', async () => {
    const project = new Project();
    const first = await project.setup();
    expect(first).toMatchObject({
      code: 0,
      output: expect.stringMatching(/2\/4 build … \d+ s\n3\/4 mongod … \d+ s\n4\/4 redis-server … \d+ s/),
    });
    expect(project.binaries()).toMatchObject({ mongod: { version: '6.0.99' }, 'redis-server': { version: '6.2.99' } });
    const again = await project.setup({ PATH: dirname(process.execPath) });
    expect(again).toMatchObject({ code: 0, output: '' });
  });

  test('replaces a database program in the cache that does not run', async () => {
    const project = new Project();
    await project.setup();
    writeFileSync(project.cached('mongod'), 'half a download');
    expect(await project.setup()).toMatchObject({ code: 0, output: expect.stringMatching(/^3\/4 mongod … \d+ s\n$/) });
    expect(readFileSync(project.cached('mongod'), 'utf8')).toContain('6.0.99');
  });

  test('prefers an installed database that is new enough, and passes over one that is not', async () => {
    const project = new Project();
    const folder = folders.make();
    for (const [name, version] of [
      ['mongod', 'db version v5.0.1'],
      ['valkey-server', 'Valkey server v=8.0.1'],
    ] as const) {
      writeFileSync(join(folder, name), `#!/bin/sh\necho '${version}'\n`);
      chmodSync(join(folder, name), 0o755);
    }
    expect(
      await project.setup({ PATH: [folder, pathWithout('mongod', 'redis-server')].join(delimiter) }),
    ).toMatchObject({ code: 0 });
    expect(project.binaries()).toMatchObject({
      mongod: { path: project.cached('mongod') },
      'redis-server': { path: join(folder, 'valkey-server'), version: '8.0.1' },
    });
  });

  test('builds again after a source file has changed', async () => {
    const project = new Project();
    await project.setup();
    project.write('src/new.ts', '');
    expect(await project.setup()).toMatchObject({ code: 0, output: expect.stringMatching(/^2\/4 build … \d+ s\n$/) });
  });

  test('installs the packages again after an interrupted run, and when the lock has changed', async () => {
    const project = new Project();
    rmSync(join(project.root, 'node_modules/.lock-sha256'));
    // The real list brings a Node; here the one that runs this test is new enough.
    expect(await project.setup()).toMatchObject({ code: 0, output: expect.stringContaining('1/4 packages …') });
    expect(readFileSync(join(project.root, 'node_modules/.lock-sha256'), 'utf8')).toBe(
      sha256(join(project.root, 'package-lock.json')),
    );
    project.write('package-lock.json', readFileSync(join(project.root, 'package-lock.json'), 'utf8') + '\n');
    expect(await project.setup()).toMatchObject({ code: 0, output: expect.stringContaining('1/4 packages …') });
  });

  test('does not look for databases when the user has given servers', async () => {
    const project = new Project();
    const servers = { MONGODB_URI: 'mongodb://m', REDIS_URL: 'redis://r' };
    expect(await project.setup({ ...servers, PIP_FIND_LINKS: '' })).toMatchObject({ code: 0 });
    expect(existsSync(join(project.root, '.cache/binaries.json'))).toBe(false);
  });
});

describe('what is missing is named with its cure, in one message', () => {
  const cure = 'install MongoDB 6.0 or newer (mongod on PATH, or its path in MONGOMS_SYSTEM_BINARY)';

  test('no Python, told before the long steps', async () => {
    const project = new Project();
    rmSync(join(project.root, 'node_modules/.lock-sha256'));
    const { code, output } = await project.setup({ PATH: dirname(process.execPath) });
    expect(code).toBe(1);
    expect(output).toMatch(/^\nPython 3 was not found\. Install Python 3 with pip/);
    expect(output).toContain(cure);
  });

  test('Python without pip', async () => {
    const folder = folders.make();
    writeFileSync(
      join(folder, 'python3'),
      '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.11.2 || { echo No module named pip >&2; exit 1; }\n',
    );
    chmodSync(join(folder, 'python3'), 0o755);
    const { code, output } = await new Project().setup({ PATH: folder });
    expect(code).toBe(1);
    expect(output).toContain(
      'Python 3 is installed, but without pip. Install pip (Debian, Ubuntu: apt install python3-pip',
    );
  });

  test('no network', async () => {
    const dead = { PIP_NO_INDEX: '', PIP_INDEX_URL: 'http://127.0.0.1:9/simple', PIP_FIND_LINKS: '', PIP_RETRIES: '0' };
    const { code, output } = await new Project().setup(dead);
    expect(code).toBe(1);
    expect(output).toContain('The Python package index could not be reached. Check the network');
    expect(output).toContain(cure);
  });

  test('no network for the packages', async () => {
    const project = new Project();
    const wanted = { 'node_modules/left-out': { version: '1.0.0' } };
    project.write('package.json', '{ "name": "bare", "version": "1.0.0", "dependencies": { "left-out": "1.0.0" } }');
    const packages = { '': { name: 'bare', version: '1.0.0', dependencies: { 'left-out': '1.0.0' } }, ...wanted };
    project.write(
      'package-lock.json',
      JSON.stringify({ name: 'bare', version: '1.0.0', lockfileVersion: 3, packages }),
    );
    const dead = {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
      npm_config_cache: folders.make(),
    };
    const { code, output } = await project.setup(dead);
    expect(code).toBe(1);
    expect(output).toContain('The packages could not be downloaded. Check the network');
    expect(existsSync(join(project.root, 'node_modules/.lock-sha256'))).toBe(false);
  });

  test('a Python package that is not the pinned one', async () => {
    const project = new Project();
    const table = readFileSync(join(project.root, 'scripts/binaries.json'), 'utf8').replace(
      /"sha256":"[0-9a-f]{64}"/,
      `"sha256":"${'0'.repeat(64)}"`,
    );
    project.write('scripts/binaries.json', table);
    const { code, output } = await project.setup();
    expect(code).toBe(1);
    expect(output).toContain('is not the one this project pinned');
  });

  test('a platform without a ready-made program', async () => {
    const project = new Project();
    const table = JSON.parse(readFileSync(join(project.root, 'scripts/binaries.json'), 'utf8')) as Record<
      Program,
      { packages: object }
    >;
    table['redis-server'].packages = {};
    project.write('scripts/binaries.json', JSON.stringify(table));
    const { code, output } = await project.setup();
    expect(code).toBe(1);
    expect(output).toContain(`There is no ready-made redis-server for ${process.platform}-${process.arch}`);
    expect(output).toContain('or set MONGODB_URI and REDIS_URL');
  });

  test('a database program of the user that is no such program', async () => {
    const { code, output } = await new Project().setup({ MONGOMS_SYSTEM_BINARY: '/bin/false' });
    expect(code).toBe(1);
    expect(output).toContain('/bin/false does not run here');
    expect(output).toContain('MONGOMS_SYSTEM_BINARY');
  });

  test('a cache folder that cannot be written', async () => {
    const file = join(folders.make(), 'file');
    writeFileSync(file, '');
    const { code, output } = await new Project().setup({ XDG_CACHE_HOME: file });
    expect(code).toBe(1);
    expect(output).toContain('Set XDG_CACHE_HOME to a folder that you can write');
  });

  test('a build that fails', async () => {
    const project = new Project();
    project.write(
      'package.json',
      '{ "name": "bare", "version": "1.0.0", "scripts": { "build": "echo src/x.ts is wrong; exit 1" } }',
    );
    const { code, output } = await project.setup();
    expect(code).toBe(1);
    expect(output).toMatch(/The build failed\. Correct this and run the command again:\nsrc\/x\.ts is wrong/);
    expect(statSync(join(project.root, 'dist/.built'), { throwIfNoEntry: false })).toBeUndefined();
  });
});
