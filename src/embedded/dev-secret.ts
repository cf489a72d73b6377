import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataDir } from './installation.ts';

/** The JWT_SECRET of a development installation: made once and kept, so sign-ins outlive a restart and nodes agree. */
export function developmentSecret(dataDir: string): string {
  const path = join(dataDir, 'jwt-secret');
  return readSecret(path) ?? makeSecret(path, dataDir);
}

/** Written beside its place and linked: of two nodes that start at once one wins, and both read the winner's. */
function makeSecret(path: string, dataDir: string): string {
  prepareDataDir(dataDir);
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, randomBytes(48).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
