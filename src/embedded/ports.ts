import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJsonFile, writeJsonFile } from './atomic-file.ts';
import { StartupError } from './startup-error.ts';

export interface Ports {
  mongodb: number;
  redis: number;
}

/** Below the range from which systems take ports for outgoing connections, so a kept port stays free while we are down. */
const FIRST = 20_000;
const COUNT = 10_000;

/** The ports of this installation: chosen free once, then kept, so that URLs stay the same from start to start. */
export async function keptPorts(dataDir: string): Promise<Ports> {
  const path = join(dataDir, 'ports.json');
  const kept = readJsonFile(path) as Partial<Ports> | undefined;
  if (kept?.mongodb && kept.redis) return { mongodb: kept.mongodb, redis: kept.redis };
  const mongodb = await chooseFreePort();
  const ports = { mongodb, redis: await chooseFreePort(mongodb) };
  writeJsonFile(path, ports);
  return ports;
}

/** At random, so that two installations do not choose the same while one of them is down. */
async function chooseFreePort(taken?: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (port !== taken && (await isPortFree(port))) return port;
  }
  throw new StartupError(
    `No free port was found between ${FIRST} and ${FIRST + COUNT}. Stop some of the programs that hold them`,
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

/** A process that is just ending lets go of its port last: look again for a while before calling it taken. */
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
