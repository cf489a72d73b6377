import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { loadConfig } from '../common/config/config.ts';
import { readEnvironment } from '../common/config/environment.ts';
import { StartupError } from '../embedded/startup-error.ts';
import type { FoundDatabase } from './find-database.ts';
import { ToolsModule } from './tools.module.ts';

/** The application's services without its edges, for commands: nothing listens, no job runs. Close it when done. */
export async function openTools(
  database: Pick<FoundDatabase, 'mongodbUri' | 'jwtSecret'>,
): Promise<INestApplicationContext> {
  const env = readEnvironment();
  const config = loadConfig({
    ...env,
    MONGODB_URI: database.mongodbUri,
    // Not used; see ToolsModule.
    REDIS_URL: 'redis://nowhere',
    // Nothing signed here leaves the command; fields are encrypted with the app's own key.
    JWT_SECRET: env.JWT_SECRET || database.jwtSecret || 'x'.repeat(32),
    LOG_LEVEL: 'error',
  });
  try {
    // Without Nest's logger: what goes wrong is thrown, and said once.
    return await NestFactory.createApplicationContext(ToolsModule.for(config), { logger: false, abortOnError: false });
  } catch (error) {
    throw isUnreachable(error) ? unreachable(database.mongodbUri, error) : error;
  }
}

const isUnreachable = (error: unknown): error is Error => /ServerSelectionError$/.test((error as Error).name);

const unreachable = (mongodbUri: string, { message }: Error): StartupError =>
  new StartupError(
    `MongoDB cannot be reached at ${withoutPassword(mongodbUri)} (${message}). Is it running, and is MONGODB_URI right?`,
  );

const withoutPassword = (uri: string): string => uri.replace(/\/\/[^@/]*@/, '//');
