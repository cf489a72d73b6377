/** `npm run reset` removes the data of this installation (DATA_DIR), after it has shown the data and asked the user. */
import { existsSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
if (existsSync(join(root, '.env'))) process.loadEnvFile?.(join(root, '.env'));
const dataDir = resolve(process.env.DATA_DIR || '.grome');

async function main() {
  if (!existsSync(dataDir)) return console.log(`Nothing to reset: ${dataDir} does not exist.`);
  const ours = await loadOurs();
  refuseForeignFolder(ours.readInstallation(dataDir));
  const owner = ours.findLockHolder(dataDir);
  if (owner) throw ours.alreadyRunning(dataDir, owner);
  describe();
  if (!(await isConfirmed())) return console.log('Nothing was removed.');
  await ours.endLeftoverServers(dataDir);
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  console.log('Removed. The next npm start begins without data.');
}

/** Loads code of the app. Node 24, a package of this project, runs TypeScript files directly. */
async function loadOurs() {
  const load = (name) => import(new URL(`../src/embedded/${name}.ts`, import.meta.url).href);
  try {
    const parts = await Promise.all(['installation', 'data-dir-lock', 'leftover-servers'].map(load));
    return Object.assign({}, ...parts);
  } catch {
    throw new Error('The packages are not installed. Run node scripts/setup.mjs first, then npm run reset');
  }
}

/** Throws unless the folder has the marker of Grome. Also throws for a disk, a home folder, or the project itself. */
function refuseForeignFolder(installation) {
  const folder = realpathSync(dataDir);
  const precious = [parse(folder).root, homedir(), root, dirname(root)]
    .filter(existsSync)
    .map((path) => realpathSync(path));
  if (installation && !precious.includes(folder)) return;
  throw new Error(
    `${dataDir} was not made by Grome, so it stays as it is. Set DATA_DIR to the folder that npm start uses.`,
  );
}

function describe() {
  console.log(`DATA_DIR is ${dataDir}, ${megabytes(sizeOf(dataDir))}:`);
  for (const name of readdirSync(dataDir))
    console.log(`  ${name.padEnd(20)} ${megabytes(sizeOf(join(dataDir, name)))}`);
}

function sizeOf(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;

async function isConfirmed() {
  if (process.argv.includes('--yes')) return true;
  if (!process.stdin.isTTY) throw new Error('To remove all of this without being asked, run: npm run reset -- --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Remove all of it, the database too? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
