import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJsonFile, writeJsonFile } from './atomic-file.ts';
import { StartupError } from './startup-error.ts';

export interface Ports {
  mongodb: number;
  redis: number;
}

/** Ports are chosen below the range for outgoing connections, so that a stored port stays free while the app does not run. */
const FIRST = 20_000;
const COUNT = 10_000;

/**
 * Returns the ports of this installation. Free ports are chosen once and then stored, so that URLs stay the same at every start.
 */
export async function keptPorts(dataDir: string): Promise<Ports> {
  const path = join(dataDir, 'ports.json');
  const kept = readJsonFile(path) as Partial<Ports> | undefined;
  if (kept?.mongodb && kept.redis) return { mongodb: kept.mongodb, redis: kept.redis };
  const mongodb = await chooseFreePort();
  const ports = { mongodb, redis: await chooseFreePort(mongodb) };
  writeJsonFile(path, ports);
  return ports;
}

/** Chooses a free port at random, so that two installations choose different ports even while one of them does not run. */
async function chooseFreePort(taken?: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (port !== taken && (await isPortFree(port))) return port;
  }
  throw new StartupError(
    `No free port was found between ${FIRST} and ${FIRST + COUNT}. Stop some of the programs that use these ports`,
  );
}

export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else
        reject(
          new StartupError(`Port ${port} on ${host} cannot be opened (${error.code}). Choose another HOST or PORT`),
        );
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * Waits up to `patience` milliseconds until the port is free, because a process that is ending releases its port last. Returns
 * whether the port is free.
 */
export async function becomesFree(port: number, patience = 2_000): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (!(await isPortFree(port))) {
    if (Date.now() > deadline) return false;
    await pause(50);
  }
  return true;
}

export function portTaken(title: string, port: number, dataDir: string): StartupError {
  return new StartupError(
    `Port ${port}, which this installation keeps for ${title}, is used by another program. ` +
      `Stop that program, or delete ${join(dataDir, 'ports.json')} so that new ports are chosen, then start again`,
  );
}
