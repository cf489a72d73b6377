import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataDir } from './installation.ts';

/**
 * Returns the JWT_SECRET of a development installation. The secret is made once and stored, so that sessions outlive a restart
 * and all nodes use the same secret.
 */
export function developmentSecret(dataDir: string): string {
  const path = join(dataDir, 'jwt-secret');
  return readSecret(path) ?? makeSecret(path, dataDir);
}

/**
 * Writes the secret to a temporary file and links that file to its final name. When two nodes start at once, one link succeeds,
 * and both nodes read that secret.
 */
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
