import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startEmbeddedServices } from '../src/embedded/embedded-services.ts';
import { findProcesses, identify, isAlive, signal } from '../src/embedded/process-identity.ts';

const PREFIX = 'grome-test-';
const MEMORY = '/dev/shm';
/** Bytes of memory that a run may need: about three times what runs have used so far. */
const ROOM = 4_000_000_000;

/**
 * Starts one MongoDB replica set and one Redis for the whole run, in a separate folder. Tests find the servers in
 * TEST_MONGODB_URI and TEST_REDIS_URL, and make their own folders in TEST_FOLDER. When both variables are set, those servers are
 * used as they are. When Jest calls this function, the folder is in memory if there is room, because nobody needs the data
 * afterwards, and each database of a test file has a hundred files to create and to sync. Measurements (bench, storm) use the
 * disk, as in production.
 */
export default async function globalSetup(jest) {
  if (process.env.TEST_MONGODB_URI && process.env.TEST_REDIS_URL) return;
  for (const place of [tmpdir(), MEMORY]) removeLeftovers(place);
  const folder = mkdtempSync(join(jest && hasRoom(MEMORY) ? MEMORY : tmpdir(), PREFIX));
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(identify()));
  let services;
  globalThis.endTestServers = () => {
    // Killing the process ids is not enough: the servers would be restarted and keep this process alive.
    services?.kill();
    removeWithServers(folder);
  };
  process.once('exit', globalThis.endTestServers);
  for (const [name, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.once(name, () => process.exit(code));
  }
  services = await startEmbeddedServices(join(folder, 'data'));
  writeFileSync(join(folder, 'servers.json'), JSON.stringify(services.pids().map((pid) => identify(pid))));
  await stopExpiring(services.mongodbUri);
  process.env.TEST_FOLDER = folder;
  // Programs that tests start, dozens of times, are compiled once.
  if (jest) process.env.NODE_COMPILE_CACHE = join(folder, 'compiled');
  process.env.TEST_MONGODB_URI = services.mongodbUri;
  process.env.TEST_REDIS_URL = services.redisUrl;
}

/** Tests set their own clocks, but MongoDB's TTL monitor uses the real time and would remove their rows. */
async function stopExpiring(uri) {
  const client = await MongoClient.connect(uri);
  await client.db('admin').command({ setParameter: 1, ttlMonitorEnabled: false });
  await client.close();
}

function hasRoom(place) {
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

/** Removes the servers and the folder of a run that was killed (kill -9). */
function removeLeftovers(place) {
  for (const name of namesIn(place).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(place, name);
    const owner = readJson(join(folder, 'owner.json'));
    if (owner ? !isAlive(owner) : isOld(folder)) removeWithServers(folder);
  }
}

function namesIn(place) {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

/** A folder without the name of its owner is either being created now or was left behind. An old folder was left behind. */
const isOld = (folder) => Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 60_000;

/** Works synchronously, so that it also works while the process exits. Kills the servers, because nobody needs the data. */
function removeWithServers(folder) {
  const own = (readJson(join(folder, 'servers.json')) ?? []).filter(isAlive);
  for (const { pid } of [...own, ...findProcesses(`--dbpath ${folder}/`), ...redisServersIn(folder)])
    signal(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** Finds also servers that tests started and an interrupted run left: on Linux, the working folder of a Redis shows this. */
function redisServersIn(folder) {
  if (process.platform !== 'linux') return [];
  return [...findProcesses('redis-server'), ...findProcesses('valkey-server')].filter(({ pid }) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(`${folder}/`);
    } catch {
      return false;
    }
  });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
