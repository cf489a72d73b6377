import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError, run } from './setup-tools.mjs';

/** Downloads the official build through mongodb-memory-server. This is the last resort when no Python package fits. */
export async function downloadMongod(target, check) {
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(dirname(target)), 'unpack-'));
  try {
    const downloaded = await runDownload(work);
    const program = join(work, 'mongod-ready');
    copyFileSync(downloaded, program);
    const version = await check(program);
    renameSync(program, target);
    return version;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Runs the download in its own process, because the library prints to the console and this script must run without packages. */
async function runDownload(work) {
  const library = new URL('../node_modules/mongodb-memory-server-core/lib/index.js', import.meta.url);
  const script = `import(${JSON.stringify(library.href)}).then(async ({ MongoBinary, default: all }) => {
    const binary = MongoBinary ?? all.MongoBinary ?? all.default;
    console.log('PATH=' + (await binary.getPath({ downloadDir: ${JSON.stringify(work)} })));
  })`;
  const result = await run(process.execPath, ['--input-type=module', '-e', script]);
  const path = /^PATH=(.+)$/m.exec(result.output)?.[1];
  if (!result.ok || !path) throw new SetupError('MongoDB could not be downloaded');
  return path;
}
