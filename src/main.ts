import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { loadConfig } from './common/config/config.ts';
import { readEnvironment } from './common/config/environment.ts';
import { createApp } from './create-app.ts';

const LONGEST_DRAIN_MS = 10_000;

export interface RunningApp {
  url: string;
  close(): Promise<void>;
}

/** Starts the roles of this process and listens. Starts no databases and runs no migrations. */
export async function startApp(): Promise<RunningApp> {
  const config = loadConfig(readEnvironment());
  const app = await createApp(config);
  try {
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    await app.close();
    throw error;
  }
  return { url: config.PUBLIC_URL ?? `http://localhost:${new URL(await app.getUrl()).port}`, close: () => app.close() };
}

async function main(): Promise<void> {
  const app = await startApp();
  let closing: Promise<void> | undefined;
  const stop = () => {
    closing ??= app.close().finally(() => process.exit(0));
    // A request that never ends must not keep the process for ever.
    setTimeout(() => process.exit(1), LONGEST_DRAIN_MS).unref();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}
