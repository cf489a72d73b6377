import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `npm start` and `npm test` at the same moment: the second waits for the first, else both would replace node_modules. */
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
    // Empty for a moment between creation and writing; only an old empty file is debris.
    if (!holder) return Date.now() - statSync(lock).mtimeMs > 2000;
    // A restarted container gives us the dead one's number; elsewhere another program may have it by now.
    if (holder === process.pid || Date.now() - statSync(lock).mtimeMs > 1_800_000) return true;
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
