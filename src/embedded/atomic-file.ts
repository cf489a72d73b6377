import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/**
 * Readers see the old file or the new one, never half of it, and after a power cut as well. `fsync: false` leaves the latter
 * out, for files that mean nothing after one. The file is private: some of these hold secrets.
 */
export function writeJsonFile(path: string, value: unknown, { fsync = true } = {}): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomic.sync(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, fsync });
}

/** What the file holds, or undefined when it is absent or is not JSON. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
