import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/**
 * Writes a file in one step: readers see the old file or the new file, never half of a file, even after a power cut. `fsync:
 * false` gives up the promise about power cuts, for files that are useless after one. Only the owner can read the file, because
 * some of these files hold secrets.
 */
export function writeJsonFile(path: string, value: unknown, { fsync = true } = {}): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomic.sync(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, fsync });
}

/** Returns the content of the file, or undefined when the file does not exist or is not JSON. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
