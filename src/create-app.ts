import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import type { Parts } from './common/common.module.ts';
import type { Config } from './common/config/config.ts';
import { createHttpApp } from './common/http/http-app.ts';
import { SocketAdapter } from './gateways/socket.adapter.ts';

/** Creates the application with the roles of `config`, ready to listen. Tests replace `parts`. */
export async function createApp(config: Config, parts: Parts = {}): Promise<NestFastifyApplication> {
  const app = await createHttpApp(AppModule.for(config, parts), config);
  if (config.ROLES.includes('realtime')) app.useWebSocketAdapter(new SocketAdapter(app));
  return app;
}
