import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServices } from '../src/common/embedded/embedded-services.ts';
import { identify, isAlive, signal } from '../src/common/embedded/process-identity.ts';

const PREFIX = 'grome-test-';

/**
 * One MongoDB replica set and one Redis for the whole run, in a folder of its own under the system's temporary folder;
 * tests find them by TEST_MONGODB_URI and TEST_REDIS_URL. Both variables given: those servers are used as they are.
 */
export default async function globalSetup() {
  if (process.env.TEST_MONGODB_URI && process.env.TEST_REDIS_URL) return;
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(identify()));
  const services = await startEmbeddedServices(join(folder, 'data'));
  writeFileSync(join(folder, 'servers.json'), JSON.stringify(services.pids().map((pid) => identify(pid))));
  process.env.TEST_MONGODB_URI = services.mongodbUri;
  process.env.TEST_REDIS_URL = services.redisUrl;
  globalThis.endTestServers = () => endTestServers(services, folder);
  process.once('exit', globalThis.endTestServers);
  for (const [name, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.once(name, () => process.exit(code));
  }
}

/** Synchronous, so that it also works while the process exits. Nobody needs the data: no orderly shutdown. */
function endTestServers(services, folder) {
  services.kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

/** What a run that was killed (kill -9) has left behind: its servers and its folder. */
function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const owner = readJson(join(folder, 'owner.json'));
    if (!owner || isAlive(owner)) continue;
    for (const server of readJson(join(folder, 'servers.json')) ?? [])
      if (isAlive(server)) signal(server.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
