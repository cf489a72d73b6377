import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedServer } from './embedded-server.ts';

const LOOK_EVERY = 250;

/** Restarts a server that ended although this program did not stop it. Returns the function that stops the restarts. */
export function keepRunning(servers: EmbeddedServer[], log: (line: string) => void): () => Promise<void> {
  let restarting: Promise<void> | undefined;
  const timer = setInterval(() => {
    const ended = servers.find((server) => !server.isRunning());
    if (!ended || restarting) return;
    restarting = bringBack(ended, log).finally(() => (restarting = undefined));
  }, LOOK_EVERY);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await restarting;
  };
}

async function bringBack(server: EmbeddedServer, log: (line: string) => void): Promise<void> {
  log(`${server.title} (pid ${server.pid()}) has ended; restarting it on the same data`);
  try {
    await server.restart();
    log(`${server.title} is running again (pid ${server.pid()})`);
  } catch (error) {
    log(`${server.title} could not be restarted, trying again: ${(error as Error).message}`);
    await pause(1_000);
  }
}
