import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter } from '@socket.io/redis-adapter';
import type { DefaultEventsMap, Server, ServerOptions, Socket } from 'socket.io';
import { AccessVerifier } from '../common/auth/actor.ts';
import type { Actor } from '../common/auth/actor.ts';
import { CONFIG } from '../common/config/config.ts';
import type { Config } from '../common/config/config.ts';
import { toProblemView } from '../common/errors/problem-view.ts';
import { toProblem } from '../common/http/problem.filter.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { createRedis } from '../common/redis/redis.module.ts';

export type AuthenticatedSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, { actor: Actor }>;

/** Socket.IO over the Redis adapter, so any node reaches any client; whoever has no living session never gets past the handshake. */
export class SocketAdapter extends IoAdapter {
  private readonly config: Config;
  private readonly verifier: AccessVerifier;
  private readonly clients;

  constructor(app: INestApplicationContext) {
    super(app);
    this.config = app.get<Config>(CONFIG);
    this.verifier = app.get(AccessVerifier);
    const logger = app.get<LoggerService>(LOGGER);
    this.clients = [createRedis(this.config.REDIS_URL, logger), createRedis(this.config.REDIS_URL, logger)] as const;
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      maxHttpBufferSize: 16_384,
      cors: { origin: this.config.CORS_ORIGINS, credentials: true },
    } as ServerOptions);
    server.adapter(createAdapter(...this.clients, { key: `${this.config.REDIS_PREFIX}:socket.io` }));
    // A throw in handleConnection would be an uncaught exception; here it is a refused handshake.
    server.use(
      (socket, next) =>
        void this.authenticate(socket).then(
          () => next(),
          (error: unknown) => next(refusal(error)),
        ),
    );
    return server;
  }

  dispose(): Promise<void> {
    this.clients.forEach((client) => client.disconnect());
    return Promise.resolve();
  }

  /** The token comes in `auth.token`, never in the query string, which ends up in logs. */
  private async authenticate(socket: Socket): Promise<void> {
    const token: unknown = socket.handshake.auth.token;
    (socket as AuthenticatedSocket).data.actor = await this.verifier.verify(typeof token === 'string' ? token : '');
  }
}

const refusal = (error: unknown): Error =>
  Object.assign(new Error('connection refused'), { data: toProblemView(toProblem(error)) });
