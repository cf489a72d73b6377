import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binary } from './binaries.ts';
import type { EmbeddedServer } from './embedded-server.ts';
import { identify, isAlive, signal, waitForEnd } from './process-identity.ts';
import { isPortFree, portTaken } from './ports.ts';
import { isReady, ownerOfPort, shutDown } from './redis-admin.ts';
import { StartupError } from './startup-error.ts';

const START_TIMEOUT = 60_000;
const FOREIGN_AFTER = 3_000;

export interface RedisOptions {
  binary: Binary;
  folder: string;
  port: number;
}

/**
 * Starts a Redis on loopback. It runs in its own process group, so that Ctrl-C in the terminal does not reach it. It outlives an
 * app that was killed, so a Redis that already works in this folder is used again. Two servers never use one append-only file.
 */
export async function startRedis(options: RedisOptions): Promise<EmbeddedServer> {
  let identity = identify(await launchOrAdopt(options));
  return {
    title: 'Redis',
    pid: () => identity.pid,
    isRunning: () => isAlive(identity),
    kill: () => signal(identity.pid, 'SIGKILL'),
    end: () => signal(identity.pid, 'SIGTERM'),
    stop: async () => {
      if (!isAlive(identity)) return;
      await shutDown(options.port);
      if (!(await waitForEnd(identity, 2_000))) signal(identity.pid, 'SIGKILL');
    },
    restart: async () => {
      identity = identify(await launchOrAdopt(options));
    },
  };
}

/**
 * Returns the pid of a Redis in this folder: one that already runs, or a new one. A Redis that is ending keeps the port for a
 * moment and does not answer, so the port counts as foreign only after a while.
 */
async function launchOrAdopt(options: RedisOptions): Promise<number> {
  const { folder, port } = options;
  mkdirSync(folder, { recursive: true });
  const deadline = Date.now() + FOREIGN_AFTER;
  while (!(await isPortFree(port))) {
    const owner = await ownerOfPort(port, folder);
    if (owner.ours && (await waitUntilReady(port, owner.pid))) return owner.pid;
    if (owner.foreign || Date.now() > deadline) throw portTaken('Redis', port, dirname(folder));
    await pause(50);
  }
  return launch(options);
}

async function launch({ binary, folder, port }: RedisOptions): Promise<number> {
  const child = spawn(binary.path, redisArguments(folder, port), { cwd: folder, detached: true, stdio: 'ignore' });
  const failure = new Promise<Error>((resolve) => child.once('error', resolve));
  child.unref();
  if (child.pid === undefined) throw new StartupError(`Redis could not be started: ${(await failure).message}`);
  if (await waitUntilReady(port, child.pid)) return child.pid;
  throw new StartupError(`Redis could not be started on ${folder}. Its log says:\n${lastLogLines(folder)}`);
}

/**
 * With these settings, Redis passes every write to the operating system before it acknowledges the write, so writes survive any
 * killed process. They reach the disk within a second. `noeviction` keeps Redis from removing jobs of queues.
 */
function redisArguments(folder: string, port: number): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
    logfile: 'redis.log',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** Waits until Redis answers. Returns false when the process ends instead. */
async function waitUntilReady(port: number, pid: number): Promise<boolean> {
  const identity = identify(pid);
  const deadline = Date.now() + START_TIMEOUT;
  while (!(await isReady(port))) {
    if (!isAlive(identity)) return false;
    if (Date.now() > deadline) throw new StartupError(`Redis (pid ${pid}) does not answer. Stop it and start again`);
    await pause(20);
  }
  return true;
}

function lastLogLines(folder: string): string {
  try {
    return readFileSync(join(folder, 'redis.log'), 'utf8').trimEnd().split('\n').slice(-3).join('\n');
  } catch {
    return '(the log is empty)';
  }
}
