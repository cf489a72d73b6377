import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Build {
  /** The folder with `main.js`. */
  dist: string;
  remove(): void;
}

/**
 * Copies `dist`, so that a build during the storm does not change nodes that start later. The copy is inside the project, so that
 * its packages are found, and next to the folders that the compiled code needs.
 */
export function copyBuild(): Build {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.cache', 'storm-'));
  const dist = join(folder, 'dist');
  cpSync(join(ROOT, 'dist'), dist, { recursive: true });
  for (const name of ['migrations', 'assets']) symlinkSync(join(ROOT, name), join(folder, name), 'dir');
  return { dist, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
