import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import { firstValueFrom, type Observable } from 'rxjs';
import type { DefaultEventsMap, Server, ServerOptions, Socket } from 'socket.io';
import { AccessVerifier, type UserActor } from '../common/auth/actor.ts';
import { CONFIG, type Config } from '../common/config/config.ts';
import { toProblemView } from '../common/errors/problem-view.ts';
import { toProblem } from '../common/http/problem.filter.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { busKey, RealtimeBus } from '../common/realtime/realtime-bus.ts';
import { createRedis } from '../common/redis/redis.module.ts';

interface SocketData {
  actor: UserActor;
  /** When the access token expires. The socket ends then too, unless `session.refresh` comes earlier. */
  expiresAt: Date;
}
export type AuthenticatedSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;

/** A larger frame ends the connection. */
const MAX_FRAME_BYTES = 16_384;
/** A connection without a handshake is closed after this many milliseconds. */
const HANDSHAKE_MS = 10_000;

/**
 * Runs Socket.IO over the Redis adapter, so that any node reaches any client. A client without a living session fails the
 * handshake.
 */
export class SocketAdapter extends IoAdapter {
  private readonly config: Config;
  private readonly verifier: AccessVerifier;
  private readonly bus: RealtimeBus;
  private readonly clients;

  constructor(app: INestApplicationContext) {
    super(app);
    this.config = app.get<Config>(CONFIG);
    this.verifier = app.get(AccessVerifier);
    this.bus = app.get(RealtimeBus);
    const logger = app.get<LoggerService>(LOGGER);
    this.clients = [createRedis(this.config.REDIS_URL, logger), createRedis(this.config.REDIS_URL, logger)] as const;
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      connectTimeout: HANDSHAKE_MS,
      pingInterval: this.config.SOCKET_PING_INTERVAL_MS,
      pingTimeout: this.config.SOCKET_PING_TIMEOUT_MS,
      cors: { origin: this.config.CORS_ORIGINS, credentials: true },
    } as ServerOptions);
    server.adapter(createAdapter(tolerant(this.clients[0]), tolerant(this.clients[1]), { key: busKey(this.config) }));
    // An error thrown in handleConnection would be an uncaught exception. An error here refuses the handshake.
    server.use(
      (socket, next) =>
        void this.authenticate(socket).then(
          () => {
            // Socket.IO keeps the request as long as the connection lives. The handshake already holds everything we need.
            Object.assign(socket.conn, { request: null });
            next();
          },
          (error: unknown) => next(refusal(error)),
        ),
    );
    this.bus.attach(server, this.clients[1]);
    return server;
  }

  /**
   * Binds plain listeners. Nest would build a chain of observables for each message, the largest part of the cost of a
   * connection.
   */
  override bindMessageHandlers(
    socket: Socket,
    handlers: MessageMappingProperties[],
    transform: (answer: unknown) => Observable<unknown>,
  ): void {
    for (const { message, callback } of handlers)
      socket.on(message as string, (data: unknown, ...others: unknown[]) => {
        const ack = others.at(-1);
        // `SocketProblemFilter` answers refusals itself, and then `answer` has no value.
        const answer = async () => firstValueFrom(transform(callback(data, ack)), { defaultValue: undefined });
        answer().then(
          (value) => (value && typeof ack === 'function' ? void (ack as (value: unknown) => void)(value) : undefined),
          (error: unknown) => this.logger.error(error),
        );
      });
  }

  dispose(): Promise<void> {
    this.clients.forEach((client) => client.disconnect());
    return Promise.resolve();
  }

  /** Reads the token from `auth.token`, never from the query string, because query strings end up in logs. */
  private async authenticate(socket: Socket): Promise<void> {
    const token: unknown = socket.handshake.auth.token;
    Object.assign(
      (socket as AuthenticatedSocket).data,
      await this.verifier.admit(typeof token === 'string' ? token : ''),
    );
  }
}

/** Ignores failed commands. The adapter does not await them, so a failure while Redis is away would be an unhandled rejection. */
function tolerant(client: Redis): Redis {
  for (const name of ['publish', 'subscribe', 'psubscribe', 'unsubscribe', 'punsubscribe'] as const) {
    const command = client[name].bind(client) as (...args: unknown[]) => Promise<unknown>;
    client[name] = ((...args: unknown[]) => command(...args).catch(() => undefined)) as never;
  }
  return client;
}

const refusal = (error: unknown): Error =>
  Object.assign(new Error('connection refused'), { data: toProblemView(toProblem(error)) });
