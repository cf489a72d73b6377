/**
 * Brings the packages, the build and the two database programs up to date. This script runs before `npm start`, `npm test` and
 * similar commands, on Node 20 or newer and without packages. When everything is up to date, it takes about 0.1 s.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDownloadsArePossible, ensureBinaries } from './binaries.mjs';
import { SetupError, isDiskFull, isNetworkTrouble, run, step, tail } from './setup-tools.mjs';
import { oneSetupAtATime } from './setup-lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const windows = process.platform === 'win32';
const stampPath = at('node_modules', '.lock-sha256');
const builtPath = at('dist', '.built');

loadDotEnv();
const forTests = (process.env.npm_lifecycle_event ?? '').startsWith('pretest');
const hasServers = (mongo, redis) => Boolean(process.env[mongo] && process.env[redis]);
const needsBinaries = forTests
  ? !hasServers('TEST_MONGODB_URI', 'TEST_REDIS_URL')
  : !hasServers('MONGODB_URI', 'REDIS_URL');

/** Loads .env, which the app also reads: with servers in .env, no programs are needed. Variables that are already set win. */
function loadDotEnv() {
  try {
    process.loadEnvFile?.(at('.env'));
  } catch {
    // .env does not exist or is not readable. The app itself reports missing settings.
  }
}

async function main() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError(`Node ${process.versions.node} is too old. Install Node 20 or newer (https://nodejs.org)`);
  }
  await oneSetupAtATime(root, async () => {
    if (needsBinaries) await checkDownloadsArePossible(root);
    if (!packagesAreFresh()) await step('1/4 packages', installPackages);
    await checkProjectNode();
    if (isBuildStale()) await step('2/4 build', build);
    if (needsBinaries) await ensureBinaries(root, (index, name) => `${index + 3}/4 ${name}`);
  });
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
const packagesAreFresh = () => existsSync(stampPath) && readFileSync(stampPath, 'utf8') === lockHash();

/**
 * Installs the packages. The stamp is written last, so that an interrupted run leaves no stamp and the next run installs again.
 */
async function installPackages() {
  // NODE_ENV or npm's settings could leave these packages out. The build needs dev packages, and Node is an optional package.
  const all = ['--include=dev', '--include=optional'];
  const args = ['ci', '--ignore-scripts', ...all, '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await run('npm', args, { cwd: root, env: { ...process.env, ...systemPath() }, shell: windows });
  if (!result.ok) throw npmFailure(result);
  writeFileSync(stampPath, lockHash());
}

function npmFailure({ missing, output }) {
  if (missing)
    return new SetupError(
      'npm was not found. It comes with Node (https://nodejs.org); Debian, Ubuntu: apt install npm',
    );
  if (isDiskFull(output))
    return new SetupError(
      'The packages could not be installed: the disk is full. Free about 1.5 GB and run the command again',
    );
  if (isNetworkTrouble(output)) {
    return new SetupError(
      `The packages could not be downloaded. Check the network, or npm's proxy and registry (npm config list), and run the command again.\n${tail(output, 3)}`,
    );
  }
  if (/EUSAGE|in sync/.test(output)) {
    return new SetupError(
      'package.json and package-lock.json disagree. Run: npm install && node scripts/complete-lock.mjs',
    );
  }
  return new SetupError(
    `The packages could not be installed. npm says:\n${tail(output)}\nCorrect this and run the command again`,
  );
}

/** Returns a PATH without node_modules. npm must run on the system's Node, because npm replaces the Node in node_modules. */
function systemPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(at('node_modules')));
  return { PATH: folders.join(delimiter) };
}

/**
 * Throws when no Node 24 is there. Node comes as a package; on platforms without that package, the user's Node must be new
 * enough.
 */
async function checkProjectNode() {
  const ownIsNew = Number(process.versions.node.split('.')[0]) >= 24;
  if (!existsSync(at('node_modules', '.bin', 'node')) && ownIsNew) return;
  const result = await run(at('node_modules', '.bin', windows ? 'node.cmd' : 'node'), ['--version'], {
    shell: windows,
  });
  if (result.ok && /^v(2[4-9]|[3-9]\d)\./.test(result.output)) return;
  throw new SetupError(
    `Grome runs on Node 24, and its package of Node does not run on ${process.platform}-${process.arch}. Install Node 24 or newer (https://nodejs.org) and ` +
      'delete node_modules, or use a container image with Node 24, then run the command again',
  );
}

function isBuildStale() {
  if (!existsSync(builtPath)) return true;
  const built = statSync(builtPath).mtimeMs;
  const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', '.swcrc', 'nest-cli.json'];
  const inputs = [...settings, 'src', 'packages/client/tsconfig.json', 'packages/client/src'];
  return inputs.some((name) => existsSync(at(name)) && newest(at(name)) > built);
}

/** Returns the latest change of a file or folder. Folders count too, because only the folder shows that a file was removed. */
function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

async function build() {
  const started = new Date();
  const result = await run('npm', ['run', '--silent', 'build'], { cwd: root, shell: windows });
  if (!result.ok)
    throw new SetupError(`The build failed. Correct this and run the command again:\n${tail(result.output, 30)}`);
  writeFileSync(builtPath, `${started.toISOString()}\n`);
}

main().catch((error) => {
  process.stderr.write(error instanceof SetupError ? `\n${error.message}\n` : `\nThe setup failed: ${error.stack}\n`);
  process.exitCode = 1;
});
