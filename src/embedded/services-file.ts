import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './atomic-file.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';

/**
 * What other programs on this machine need to use a running installation. Only the owner can read the file, because it holds a
 * secret.
 */
export interface ServicesFile extends ProcessIdentity {
  mongodbUri: string;
  redisUrl: string;
  port: number;
  jwtSecret?: string | undefined;
  stripe?: { apiUrl: string; publishableKey: string; webhookSecret: string } | undefined;
}

const servicesPath = (dataDir: string) => join(dataDir, 'services.json');

export function writeServicesFile(dataDir: string, services: Omit<ServicesFile, keyof ProcessIdentity>): void {
  writeJsonFile(servicesPath(dataDir), { ...services, ...identify() });
}

/** Returns the services of the running installation. Returns undefined when none runs, or when its app was killed. */
export function readServicesFile(dataDir: string): ServicesFile | undefined {
  const services = readJsonFile(servicesPath(dataDir)) as ServicesFile | undefined;
  return services?.pid && isAlive(services) ? services : undefined;
}

export function removeServicesFile(dataDir: string): void {
  rmSync(servicesPath(dataDir), { force: true });
}
