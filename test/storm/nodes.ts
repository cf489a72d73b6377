import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { waitUntil } from './wait.ts';
import { Wire } from './wire.ts';

const PRELOADED = ['./end-with-parent.mjs', './vitals.mjs'].map((path) => new URL(path, import.meta.url).href);
const ANSWER_MS = 10_000;
export const UNGATED = fileURLToPath(new URL('./ungated-node.mjs', import.meta.url));

export interface NodeOptions {
  /** The script: `dist/main.js`, or a script that removes a guard first. */
  script: string;
  /** The whole environment, except PATH, HOME, NODE_COMPILE_CACHE and PORT. */
  env: Record<string, string>;
}

/** Memory in bytes, as the kernel counts for the process and as its objects take. Connections are accepted and not closed. */
export interface Vitals {
  rss: number;
  heap: number;
  connections: number;
}

/** One process of the application. */
export interface StormNode {
  wire: Wire;
  pid: number;
  /** Kills the node (kill -9). It closes and finishes nothing. */
  kill(): Promise<void>;
  /** Stops the node in an orderly way, and kills the node (kill -9) when that takes too long. */
  stop(): Promise<void>;
  /** Pauses the whole process, as a long garbage collection or a moved virtual machine would. */
  pause(milliseconds: number): Promise<void>;
  /** Returns the log of the node. */
  output(): string;
  /** Returns the vitals after a garbage collection. `glance` returns them without a garbage collection. */
  vitals(how?: 'vitals' | 'glance'): Promise<Vitals>;
}

/** Starts a node and waits until it is ready. When another program takes the port meanwhile, tries again with another port. */
export async function startNode(options: NodeOptions, attempts = 3): Promise<StormNode> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'grome-storm-'));
  const log = join(folder, 'node.log');
  const child = launch(options, port, log);
  const output = () => readFileSync(log, 'utf8');
  const wire = new Wire(`http://127.0.0.1:${port}`);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const clean = () => {
    wire.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const isReady = async () => child.exitCode !== null || (await wire.get('//health/ready')).status === 200;
  await waitUntil('a node is ready', isReady, 60_000).catch((error: Error) => {
    child.kill('SIGKILL');
    throw new Error(`${error.message}\n${output().slice(-2_000)}`);
  });
  if (child.exitCode !== null) {
    const reason = output();
    clean();
    if (reason.includes('EADDRINUSE') && attempts > 1) return startNode(options, attempts - 1);
    throw new Error(`A node ended while it started:\n${reason.slice(-2_000)}`);
  }
  return nodeOf(child, { wire, output, ended, clean });
}

function launch({ script, env }: NodeOptions, port: number, log: string): ChildProcess {
  const file = openSync(log, 'a');
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const preloads = PRELOADED.flatMap((url) => ['--import', url]);
  const child = spawn(process.execPath, ['--enable-source-maps', ...preloads, script], {
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...env, PORT: `${port}` },
    stdio: ['ignore', file, file, 'ipc'],
  });
  closeSync(file);
  // The channel only tells the node when this process ends. It must not keep this process running.
  child.channel?.unref();
  return child;
}

function nodeOf(
  child: ChildProcess,
  { wire, output, ended, clean }: { wire: Wire; output: () => string; ended: Promise<void>; clean: () => void },
): StormNode {
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals, patience: number) => {
    if (!isOver()) child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    await ended;
    clearTimeout(late);
    clean();
  };
  return {
    wire,
    pid: child.pid!,
    output,
    kill: () => end('SIGKILL', 5_000),
    stop: () => end('SIGTERM', 5_000),
    vitals: async (how = 'vitals') => {
      const answer = once(child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
      child.send(how);
      return ((await answer) as [Vitals])[0];
    },
    pause: async (milliseconds) => {
      if (isOver()) return;
      child.kill('SIGSTOP');
      await delay(milliseconds);
      if (!isOver()) child.kill('SIGCONT');
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
