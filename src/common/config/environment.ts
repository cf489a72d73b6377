import { existsSync } from 'node:fs';

/**
 * Returns the environment together with the variables of `.env`. Only entry points (main, start, commands) call this function.
 * All other code uses the validated `Config`.
 */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
