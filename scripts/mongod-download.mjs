import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError, run } from './setup-tools.mjs';

/** Last resort where no Python package fits: the official build that mongodb-memory-server knows how to fetch. */
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

/** In a process of its own: the library logs freely and this script must run without packages. */
async function runDownload(work) {
  const library = new URL('../node_modules/mongodb-memory-server-core/lib/index.js', import.meta.url);
  const script = `import(${JSON.stringify(library.href)}).then(async ({ MongoBinary, default: all }) => {
    const binary = MongoBinary ?? all.MongoBinary ?? all.default;
    console.log('PATH=' + (await binary.getPath({ downloadDir: ${JSON.stringify(work)} })));
  })`;
  const result = await run(process.execPath, ['--input-type=module', '-e', script]);
  const path = /^PATH=(.+)$/m.exec(result.output)?.[1];
  if (!result.ok || !path) throw new SetupError('The MongoDB download could not be reached');
  return path;
}
