import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../app.module.ts';
import { loadConfig } from '../common/config/config.ts';
import { readEnvironment } from '../common/config/environment.ts';
import type { FoundDatabase } from './find-database.ts';

/** The application's services without its edges, for commands: nothing listens, no job runs. Close it when done. */
export async function openTools(database: Omit<FoundDatabase, 'close'>): Promise<INestApplicationContext> {
  const env = readEnvironment();
  const config = loadConfig({
    ...env,
    MONGODB_URI: database.mongodbUri,
    REDIS_URL: database.redisUrl,
    // Nothing signed here leaves the command; fields are encrypted with the app's own key.
    JWT_SECRET: env.JWT_SECRET || database.jwtSecret || 'x'.repeat(32),
    LOG_LEVEL: 'error',
  });
  return NestFactory.createApplicationContext(AppModule.for(config), { logger: ['error'], abortOnError: false });
}
