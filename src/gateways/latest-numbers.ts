import { Inject, Injectable, type LoggerService, type OnModuleDestroy } from '@nestjs/common';
import type { Server } from 'socket.io';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { RealtimeBus } from '../common/realtime/realtime-bus.ts';
import { FeedService } from '../modules/notify/feed/feed.service.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/**
 * Tells the sockets of this node the number of their user's last durable message, so that clients notice when the last message
 * was lost.
 */
@Injectable()
export class LatestNumbers implements OnModuleDestroy {
  private server: Server | undefined;
  private timer: NodeJS.Timeout | undefined;
  private telling = Promise.resolve();

  constructor(
    private readonly feed: FeedService,
    private readonly bus: RealtimeBus,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  start(server: Server): void {
    this.server = server;
    // Messages that were published while the connection to Redis was cut are lost.
    this.bus.onHealed(() => void this.tell());
    this.timer = setInterval(() => void this.tell(), this.config.SOCKET_LATEST_INTERVAL_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Sends every socket its number, with one query for all users of this node. */
  tell(): Promise<void> {
    // Runs follow one another, so that an unstable connection to Redis does not start many queries at once.
    this.telling = this.telling
      .then(() => this.ask())
      .catch((error: unknown) => void this.logger.warn(String(error), 'LatestNumbers'));
    return this.telling;
  }

  private async ask(): Promise<void> {
    const sockets = [...(this.server?.sockets.sockets.values() ?? [])] as AuthenticatedSocket[];
    const latest = await this.feed.latestOf([...new Set(sockets.map(({ data }) => data.actor.id))]);
    for (const socket of sockets) socket.emit('events.latest', { seq: latest.get(socket.data.actor.id) ?? 0 });
  }
}
