import { existsSync } from 'node:fs';

/** The environment, with what `.env` adds to it, for the entry points (main, start, commands); everything else takes the validated `Config`. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
