import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { loadConfig } from '../common/config/config.ts';
import { readEnvironment } from '../common/config/environment.ts';
import { StartupError } from '../embedded/startup-error.ts';
import type { FoundDatabase } from './find-database.ts';
import { ToolsModule } from './tools.module.ts';

/**
 * Opens the services of the application for a command, without edges: nothing listens, and no job runs. The caller must close the
 * returned context. Throws a `StartupError` when MongoDB cannot be reached.
 */
export async function openTools(
  database: Pick<FoundDatabase, 'mongodbUri' | 'jwtSecret'>,
): Promise<INestApplicationContext> {
  const env = readEnvironment();
  const config = loadConfig({
    ...env,
    MONGODB_URI: database.mongodbUri,
    // Commands do not use Redis; see ToolsModule.
    REDIS_URL: 'redis://nowhere',
    // No token that a command signs leaves the command. Fields are encrypted with the key of the app.
    JWT_SECRET: env.JWT_SECRET || database.jwtSecret || 'x'.repeat(32),
    LOG_LEVEL: 'error',
  });
  try {
    // Nest's logger is off, because errors are thrown and printed once.
    return await NestFactory.createApplicationContext(ToolsModule.for(config), { logger: false, abortOnError: false });
  } catch (error) {
    throw isUnreachable(error) ? unreachable(database.mongodbUri, error) : error;
  }
}

const isUnreachable = (error: unknown): error is Error => /ServerSelectionError$/.test((error as Error).name);

const unreachable = (mongodbUri: string, { message }: Error): StartupError =>
  new StartupError(
    `MongoDB cannot be reached at ${withoutPassword(mongodbUri)} (${message}). Check that MongoDB runs and that MONGODB_URI is right.`,
  );

const withoutPassword = (uri: string): string => uri.replace(/\/\/[^@/]*@/, '//');
