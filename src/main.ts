import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { loadConfig } from './common/config/config.ts';
import { readEnvironment } from './common/config/environment.ts';
import { createApp } from './create-app.ts';

export interface RunningApp {
  url: string;
  close(): Promise<void>;
}

/** Boots the roles this process has and listens. Provisions nothing. */
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
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void (closing ??= app.close().finally(() => process.exit(0))));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}
