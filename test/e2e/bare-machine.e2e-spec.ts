import { jest } from '@jest/globals';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshEnvironment } from '../support/app.ts';
import { Folders, ROOT, isGone, listen, runProgram, until, type Run } from '../support/processes.ts';

// Every case starts programs and databases; on a busy machine that takes its time.
jest.setTimeout(120_000);

const folders = new Folders();
const runs: Run[] = [];
let port: number;
let dataDir: string;

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/start.js')))
    throw new Error('Build first: npm run build (npm test does it by itself)');
});
beforeEach(async () => {
  dataDir = join(folders.make(), '.grome');
  const listener = await listen();
  port = listener.port;
  listener.server.close();
});
afterAll(async () => {
  runs.forEach((run) => run.child.kill('SIGKILL'));
  await folders.remove();
});

function start(env: NodeJS.ProcessEnv = {}): Run {
  const settings = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'silent', DEMO: '0' };
  const run = runProgram(process.execPath, ['dist/start.js'], { env: { ...settings, ...env } });
  runs.push(run);
  return run;
}

async function running(run: Run): Promise<Run> {
  await until(
    `Grome is running\n${run.output()}`,
    () => run.output().includes('Stop  ') || run.child.exitCode !== null,
    90_000,
  );
  if (run.child.exitCode !== null) throw new Error(`It ended instead:\n${run.output()}`);
  return run;
}

const readJson = (name: string) => JSON.parse(readFileSync(join(dataDir, name), 'utf8')) as Record<string, unknown>;
const serverPids = () => {
  const redis = Number(
    /(\d+):M|(\d+):C/.exec(readFileSync(join(dataDir, 'redis/redis.log'), 'utf8').split('\n').at(-2) ?? '')?.[1],
  );
  return [redis, Number(readFileSync(join(dataDir, 'mongodb/mongod.lock'), 'utf8'))];
};

async function post(path: string, body: unknown): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.status;
}

describe('npm start on a machine without databases', () => {
  test('prints what is where, serves, and ends completely on a Ctrl-C that arrives twice', async () => {
    const run = await running(start());
    expect(run.output()).toContain(`http://localhost:${port}/docs`);
    expect(run.output()).toContain(readJson('services.json').mongodbUri);
    expect(readJson('services.json')).toMatchObject({ port, pid: run.child.pid });
    expect(statSync(join(dataDir, 'services.json')).mode & 0o777).toBe(0o600);
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);

    const pids = serverPids();
    run.child.kill('SIGINT');
    await until('the stop was noticed', () => run.output().includes('Stopping'));
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(pids.map(isGone)).toEqual([true, true]);
    expect(['services.json', 'lock.json'].filter((name) => existsSync(join(dataDir, name)))).toEqual([]);
  });

  test('finds everything again after it was killed', async () => {
    const account = { email: 'ada@example.com', password: 'Correct-horse-7', name: 'Ada', role: 'customer' };
    const first = await running(start());
    expect(await post('/auth/signup', account)).toBe(201);
    first.child.kill('SIGKILL');
    await first.ended;

    const second = await running(start());
    expect(await post('/auth/signin', { email: account.email, password: account.password })).toBe(200);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  test('tells a second start that one is running, and another installation that the port is in use', async () => {
    const first = await running(start());
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output().trim()).toMatch(
      new RegExp(`^Grome is already running on .*pid ${first.child.pid}, port ${port}.*$`),
    );

    const elsewhere = join(folders.make(), 'data');
    const third = start({ DATA_DIR: elsewhere });
    expect(await third.ended).toBe(1);
    expect(third.output().trim()).toBe(
      `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
    );
    expect(existsSync(elsewhere)).toBe(false);

    const reset = runProgram(process.execPath, ['scripts/reset.mjs', '--yes'], { env: { DATA_DIR: dataDir } });
    expect(await reset.ended).toBe(1);
    expect(reset.output()).toContain('already running');
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  test('stops its databases again when the app cannot start', async () => {
    const run = start();
    await until('the databases are up', () => run.output().includes('MongoDB and Redis …'));
    const pids = serverPids();
    const other = await listen(port);
    expect(await run.ended).toBe(1);
    other.server.close();
    expect(run.output()).toContain(`Port ${port} is in use by another program`);
    expect(pids.map(isGone)).toEqual([true, true]);
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
  });

  test('can be stopped while it is still starting', async () => {
    const run = start();
    await until('it has begun', () => existsSync(join(dataDir, 'lock.json')));
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
    expect(serverPids().map((pid) => !pid || isGone(pid))).toEqual([true, true]);
  });

  test.each([
    [{ MONGODB_URI: 'mongodb://localhost' }, 'MONGODB_URI is set, but REDIS_URL is not'],
    [{ REDIS_URL: 'redis://localhost' }, 'REDIS_URL is set, but MONGODB_URI is not'],
    [{ COMMISSION_RATE: '7' }, 'COMMISSION_RATE'],
    [{ HOST: '203.0.113.1' }, 'Choose another HOST or PORT'],
  ])('refuses %j before anything is started', async (env, message) => {
    const run = start(env);
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(message);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('npm start with servers of the user', () => {
  test('only starts the app: no lock, no files, and another node may run beside it', async () => {
    const given = await freshEnvironment();
    const run = await running(start({ ...given, PORT: String(port) }));
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('npm run reset', () => {
  const reset = async (folder: string, ...args: string[]) => {
    const run = runProgram(process.execPath, ['scripts/reset.mjs', ...args], { env: { DATA_DIR: folder } });
    return { code: await run.ended, output: run.output() };
  };

  test('removes nothing that Grome has not made', async () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'thesis.txt'), 'precious');
    for (const foreign of [folder, ROOT, '/', process.env.HOME ?? '/root']) {
      expect(await reset(foreign, '--yes')).toMatchObject({
        code: 1,
        output: expect.stringContaining('was not made by Grome'),
      });
    }
    expect(existsSync(join(folder, 'thesis.txt'))).toBe(true);
  });

  test('shows what is there, and removes it only when told to', async () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'installation.json'), '{ "grome": 1 }');
    const asked = await reset(folder);
    expect(asked).toMatchObject({ code: 1, output: expect.stringContaining('npm run reset -- --yes') });
    expect(asked.output).toContain('installation.json');
    expect(existsSync(folder)).toBe(true);
    expect(await reset(folder, '--yes')).toMatchObject({ code: 0 });
    expect(existsSync(folder)).toBe(false);
  });
});
