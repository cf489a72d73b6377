import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Folders } from '../../test/support/processes.ts';
import { findLockHolder, lockDataDir } from './data-dir-lock.ts';
import { developmentSecret } from './dev-secret.ts';
import { checkVersions, prepareDataDir } from './installation.ts';
import { identify } from './process-identity.ts';
import { readServicesFile, removeServicesFile, writeServicesFile } from './services-file.ts';

const folders = new Folders();
afterAll(() => folders.remove());

const deadPid = async () => {
  const child = fork('-e', { execArgv: ['-e', '0'], stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid as number;
};
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('the lock of a DATA_DIR', () => {
  test('tells a second owner who holds it', async () => {
    const dataDir = folders.make();
    const release = await lockDataDir(dataDir, 3000);
    await expect(lockDataDir(dataDir, 3001)).rejects.toThrow(`(pid ${process.pid}, port 3000)`);
    release();
    expect(findLockHolder(dataDir)).toBeUndefined();
  });

  test('passes on when its holder was killed', async () => {
    const dataDir = folders.make();
    writeFileSync(join(dataDir, 'lock.json'), JSON.stringify({ pid: await deadPid(), port: 3000 }));
    const release = await lockDataDir(dataDir, 3001);
    expect(findLockHolder(dataDir)).toMatchObject({ pid: process.pid, port: 3001 });
    release();
  });

  test('is not held by a later process that was given the same number', async () => {
    const dataDir = folders.make();
    writeFileSync(
      join(dataDir, 'lock.json'),
      JSON.stringify({ pid: process.ppid, born: 'before the machine restarted' }),
    );
    expect(findLockHolder(dataDir)).toBeUndefined();
    (await lockDataDir(dataDir))();
  });

  test('goes to exactly one of eight that start at once over a dead holder’s lock', async () => {
    const dataDir = folders.make();
    writeFileSync(join(dataDir, 'lock.json'), JSON.stringify({ pid: await deadPid() }));
    const script = `
      const { lockDataDir } = await import(${JSON.stringify(new URL('./data-dir-lock.ts', import.meta.url).href)});
      process.on('message', () => lockDataDir(${JSON.stringify(dataDir)}).then(() => process.send('won'), () => process.send('lost')));
      process.send('ready');`;
    const children = Array.from({ length: 8 }, () => fork('-', { execArgv: ['--input-type=module', '-e', script] }));
    await Promise.all(children.map((child) => once(child, 'message')));
    const results = children.map((child) => once(child, 'message'));
    children.forEach((child) => child.send('go'));
    const won = (await Promise.all(results)).filter(([result]) => result === 'won');
    children.forEach((child) => child.kill('SIGKILL'));
    expect(won).toHaveLength(1);
  });
});

describe('a DATA_DIR', () => {
  test('is never made out of a folder with other files', () => {
    const folder = folders.make();
    writeFileSync(join(folder, 'thesis.txt'), 'precious');
    expect(() => prepareDataDir(folder)).toThrow('Set DATA_DIR to an empty or a new folder');
  });

  test('that cannot be written names the cure', () => {
    const file = join(folders.make(), 'file');
    writeFileSync(file, '');
    expect(() => prepareDataDir(join(file, 'data'))).toThrow('Set DATA_DIR to a folder that you can write');
  });

  test('refuses a MongoDB of another series than the one that made its data', () => {
    const made = { ...prepareDataDir(folders.make()), mongodb: '7.0.14' };
    const binaries = { mongod: { path: '/m', version: '6.0.5' }, redis: { path: '/r', version: '6.2.14' } };
    expect(() => checkVersions('/data', made, binaries)).toThrow('Set MONGOMS_SYSTEM_BINARY to a mongod 7.0');
    expect(() => checkVersions('/data', { ...made, mongodb: '6.0.12' }, binaries)).not.toThrow();
  });

  test('keeps one development secret that only its owner can read', () => {
    const dataDir = join(folders.make(), 'new');
    const secret = developmentSecret(dataDir);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(developmentSecret(dataDir)).toBe(secret);
    expect(modeOf(join(dataDir, 'jwt-secret'))).toBe(0o600);
  });
});

describe('the services file', () => {
  const services = { mongodbUri: 'mongodb://m', redisUrl: 'redis://r', port: 3000, jwtSecret: 's' };

  test('tells other programs of this user where the running installation is, until it ends', () => {
    const dataDir = folders.make();
    expect(readServicesFile(dataDir)).toBeUndefined();
    writeServicesFile(dataDir, services);
    expect(readServicesFile(dataDir)).toEqual({ ...services, ...identify() });
    expect(modeOf(join(dataDir, 'services.json'))).toBe(0o600);
    removeServicesFile(dataDir);
    expect(readServicesFile(dataDir)).toBeUndefined();
  });

  test('of a killed owner counts for nothing', async () => {
    const dataDir = join(folders.make(), 'x');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'services.json'), JSON.stringify({ ...services, pid: await deadPid() }));
    expect(readFileSync(join(dataDir, 'services.json'), 'utf8')).toContain('redis://r');
    expect(readServicesFile(dataDir)).toBeUndefined();
  });
});
