import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MongoMemoryReplSet } from 'mongodb-memory-server';
import type { Binary } from './binaries.ts';
import type { EmbeddedServer } from './embedded-server.ts';
import { moveReplicaSet } from './move-replica-set.ts';
import { findProcesses, identify, isAlive, signal, waitForEnd } from './process-identity.ts';
import { becomesFree, portTaken } from './ports.ts';
import { StartupError } from './startup-error.ts';

export const REPLICA_SET = 'rs0';
/**
 * With this parameter, a signal ends mongod at once, without the 15 s of grace that a replica set of several members would need.
 */
const ARGUMENTS = ['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100', '--wiredTigerCacheSizeGB', '0.5'];

export interface MongodbOptions {
  binary: Binary;
  folder: string;
  port: number;
  /** The port of the last start, if there was one. */
  formerPort?: number | undefined;
}

/**
 * Starts a replica set with one member on loopback. The member runs in its own process group, so that Ctrl-C in the terminal does
 * not reach it.
 */
export async function startMongodb({ binary, folder, port, formerPort }: MongodbOptions): Promise<EmbeddedServer> {
  const isNew = !existsSync(join(folder, 'WiredTiger'));
  mkdirSync(folder, { recursive: true });
  await endLeftoverMongodb(folder);
  if (!(await becomesFree(port))) throw portTaken('MongoDB', port, dirname(folder));
  const replicaSet = new MongoMemoryReplSet({
    binary: { systemBinary: binary.path, version: binary.version },
    replSet: { name: REPLICA_SET, count: 1, storageEngine: 'wiredTiger', args: ARGUMENTS, spawn: { detached: true } },
    instanceOpts: [{ dbPath: folder, port, storageEngine: 'wiredTiger', launchTimeout: 120_000 }],
  });
  await quietly(async () => {
    if (!isNew && formerPort !== undefined && formerPort !== port) await moveReplicaSet(binary, folder, port);
    await startPatiently(() => replicaSet.start());
  }).catch((error: Error) => {
    throw new StartupError(`MongoDB could not be started on ${folder}: ${error.message}`);
  });
  return server(replicaSet, folder);
}

/** The code of MongoDB's error ConfigurationInProgress. */
const STILL_CONFIGURING = 109;

/**
 * Starts again while MongoDB answers ConfigurationInProgress. The library sends the stored configuration to the member. A member
 * that starts after a crash may still be loading its configuration and then refuses. The library then stops the member, and the
 * next start succeeds. This happened once in a few starts after `kill -9`.
 */
export async function startPatiently(start: () => Promise<void>, attempts = 5): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if ((error as { code?: unknown }).code !== STILL_CONFIGURING || attempt === attempts) throw error;
    }
  }
}

function server(replicaSet: MongoMemoryReplSet, folder: string): EmbeddedServer {
  const identity = () => identify(replicaSet.servers[0]?.instanceInfo?.instance.mongodProcess?.pid ?? 0);
  let process = identity();
  const stop = async () => {
    await quietly(() => replicaSet.stop({ doCleanup: false, force: false }));
    await endLeftoverMongodb(folder);
  };
  return {
    title: 'MongoDB',
    pid: () => process.pid,
    isRunning: () => isAlive(process),
    kill: () => signal(process.pid, 'SIGKILL'),
    end: () => signal(process.pid, 'SIGTERM'),
    stop,
    restart: async () => {
      await stop();
      await quietly(() => startPatiently(() => replicaSet.start()));
      process = identity();
    },
  };
}

/**
 * Ends every mongod that works in this folder, and waits for its end. After a kill -9 of the app, a watcher of
 * mongodb-memory-server ends mongod within 2 s. If the watcher was killed too, mongod goes on and keeps the port and the data.
 */
export async function endLeftoverMongodb(folder: string): Promise<void> {
  for (const leftover of findProcesses(`--dbpath ${folder} `)) {
    signal(leftover.pid, 'SIGTERM');
    if (await waitForEnd(leftover, 10_000)) continue;
    signal(leftover.pid, 'SIGKILL');
    await waitForEnd(leftover, 2_000);
  }
}

/* eslint-disable no-console -- the library warns on the console before it throws, but the user should get only our message. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
