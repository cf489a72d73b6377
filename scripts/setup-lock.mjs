import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Runs one setup at a time. When `npm start` and `npm test` run at the same moment, the second waits for the first, because
 * otherwise both would replace node_modules.
 */
export async function oneSetupAtATime(root, work) {
  const lock = join(root, '.cache', 'setup.lock');
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (let told = false; !take(lock); told = true) {
    if (!told) process.stdout.write('Another setup of this project is running; waiting for it …\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  let held = true;
  const release = () => {
    if (held) rmSync(lock, { force: true });
    held = false;
  };
  process.once('exit', release);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
  try {
    return await work();
  } finally {
    release();
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isAbandoned(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    // A lock is empty for a moment between its creation and the write. Only an old empty lock is abandoned.
    if (!holder) return Date.now() - statSync(lock).mtimeMs > 2000;
    // In a restarted container, this process may have the number of the dead process. Elsewhere, another program may have it.
    if (holder === process.pid || Date.now() - statSync(lock).mtimeMs > 1_800_000) return true;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
