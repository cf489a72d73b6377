import { Inject, Injectable, type LoggerService, type OnModuleDestroy } from '@nestjs/common';
import type { Server } from 'socket.io';
import { AccessVerifier } from '../common/auth/actor.ts';
import { CONFIG, type Config } from '../common/config/config.ts';
import { unauthenticated } from '../common/errors/common.errors.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { RealtimeBus } from '../common/realtime/realtime-bus.ts';
import { Clock } from '../common/time/clock.ts';
import { FeedService } from '../modules/feed/feed.service.ts';
import { waitingIn } from './backlog.ts';
import { refuse } from './refuse.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

const LOOK_EVERY_MS = 1_000;
/** A client that does not take this many packets is as good as gone: Socket.IO would keep them in memory for ever. */
const MOST_WAITING = 200;

/** Looks after the sockets of this node: ends those whose time is over or who do not read, and tells the others their last number. */
@Injectable()
export class SocketWatch implements OnModuleDestroy {
  private server: Server | undefined;
  private readonly timers: NodeJS.Timeout[] = [];
  private lastNumbers = Promise.resolve();

  constructor(
    private readonly verifier: AccessVerifier,
    private readonly feed: FeedService,
    private readonly bus: RealtimeBus,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  start(server: Server): void {
    this.server = server;
    this.verifier.onEnded((ids) => this.endAllBut((socket) => !ids.includes(socket.data.actor.sessionId)));
    // What was published while the link was cut is lost.
    this.bus.onHealed(() => void this.tellLatest());
    this.every(LOOK_EVERY_MS, () => this.look());
    // Ended sessions are announced over Redis; this is for when the announcement is lost.
    this.every(this.config.SOCKET_SESSIONS_INTERVAL_MS, () => this.endDeadSessions());
    this.every(this.config.SOCKET_LATEST_INTERVAL_MS, () => this.tellLatest());
  }

  onModuleDestroy(): void {
    this.timers.forEach(clearInterval);
  }

  /** Tells every user here the last number, so that a lost last message is noticed too. */
  tellLatest(): Promise<void> {
    // One after the other: a link that flaps must not start a query each time.
    return (this.lastNumbers = this.lastNumbers.then(() => this.askLatest()).catch((error) => this.warn(error)));
  }

  private async askLatest(): Promise<void> {
    const sockets = this.sockets();
    const latest = await this.feed.latestOf([...new Set(sockets.map(({ data }) => data.actor.id))]);
    for (const socket of sockets) socket.emit('events.latest', { seq: latest.get(socket.data.actor.id) ?? 0 });
  }

  private look(): Promise<void> {
    const now = this.clock.now();
    this.endAllBut(({ data }) => data.expiresAt > now);
    for (const socket of this.sockets()) if (waitingIn(socket.conn) > MOST_WAITING) socket.disconnect(true);
    return Promise.resolve();
  }

  private async endDeadSessions(): Promise<void> {
    const ids = new Set(this.sockets().map(({ data }) => data.actor.sessionId));
    if (!ids.size) return;
    const living = await this.verifier.living([...ids]);
    this.endAllBut(({ data: { actor } }) => !ids.has(actor.sessionId) || living.has(actor.sessionId));
  }

  private endAllBut(mayStay: (socket: AuthenticatedSocket) => boolean): void {
    for (const socket of this.sockets()) {
      if (mayStay(socket)) continue;
      refuse(socket, unauthenticated());
      socket.disconnect(true);
    }
  }

  private sockets(): AuthenticatedSocket[] {
    return [...(this.server?.sockets.sockets.values() ?? [])] as AuthenticatedSocket[];
  }

  private every(ms: number, work: () => Promise<void>): void {
    this.timers.push(setInterval(() => void work().catch((error: unknown) => this.warn(error)), ms));
  }

  private warn(error: unknown): void {
    this.logger.warn(String(error), 'SocketWatch');
  }
}
