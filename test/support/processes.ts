import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endLeftoverServers } from '../../src/embedded/leftover-servers.ts';
import { isAlive } from '../../src/embedded/process-identity.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Polls until the condition holds. Fails with the question after the timeout. */
export async function until(question: string, holds: () => unknown, timeout = 15_000): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`After ${timeout} ms still not: ${question}`);
    await pause(20);
  }
}

export const isGone = (pid: number) => !isAlive({ pid });

/** Folders that are removed at the end, together with all servers that still work in them. */
export class Folders {
  private readonly made: string[] = [];

  make(): string {
    const folder = mkdtempSync(join(process.env.TEST_FOLDER ?? tmpdir(), 'spec-'));
    this.made.push(folder);
    return folder;
  }

  async remove(): Promise<void> {
    for (const folder of this.made) {
      await endLeftoverServers(folder);
      await endLeftoverServers(join(folder, '.grome'));
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  }
}

export interface OwnedServers {
  mongodbUri: string;
  redisUrl: string;
  mongodb: number;
  redis: number;
}

export interface Owner extends OwnedServers {
  pid: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a process that owns the services of the folder. Throws the error of the process when it cannot start. */
export async function startOwner(dataDir: string): Promise<Owner> {
  const child = fork(join(ROOT, 'test/support/own-services.mjs'), [dataDir], {
    execArgv: [],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const [answer] = (await once(child, 'message')) as [OwnedServers & { problem?: string }];
  if (answer.problem) throw new Error(answer.problem);
  const ended = once(child, 'exit');
  return {
    ...answer,
    pid: child.pid as number,
    stop: async () => {
      child.send('stop');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

export interface Run {
  child: ChildProcess;
  output(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

/** Runs a program of the project. `env` replaces the environment, except for the few names that every program needs. */
export function runProgram(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Run {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(command, args, {
    cwd: ROOT,
    ...options,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, ended };
}

/** Listens on a port, as another program would. */
export async function listen(port = 0): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => socket.on('error', () => undefined).end('not yours\r\n'));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, server };
}
