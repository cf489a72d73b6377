import { Inject, Injectable, type LoggerService, type OnModuleDestroy } from '@nestjs/common';
import type { Server } from 'socket.io';
import { AccessVerifier } from '../common/auth/actor.ts';
import { CONFIG, type Config } from '../common/config/config.ts';
import { unauthenticated } from '../common/errors/common.errors.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { Clock } from '../common/time/clock.ts';
import { SECOND } from '../common/time/durations.ts';
import { queuedPackets } from './backlog.ts';
import { refuse } from './refuse.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

const CHECK_EVERY_MS = SECOND;
/** A client with more unread packets than this counts as gone. Socket.IO would keep the packets in memory for ever. */
const MOST_QUEUED = 200;

/** Ends sockets of this node whose access token has expired, whose session has ended, or whose client does not read. */
@Injectable()
export class SocketWatch implements OnModuleDestroy {
  private server: Server | undefined;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly verifier: AccessVerifier,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  start(server: Server): void {
    this.server = server;
    this.verifier.onEnded((ids) => this.endAllBut((socket) => !ids.includes(socket.data.actor.sessionId)));
    this.every(CHECK_EVERY_MS, () => this.endExpiredAndSlow());
    // Ended sessions are announced over Redis. This check finds sessions whose announcement was lost.
    this.every(this.config.SOCKET_SESSIONS_INTERVAL_MS, () => this.endDeadSessions());
  }

  onModuleDestroy(): void {
    this.timers.forEach(clearInterval);
  }

  private endExpiredAndSlow(): Promise<void> {
    const now = this.clock.now();
    this.endAllBut(({ data }) => data.expiresAt > now);
    for (const socket of this.sockets()) if (queuedPackets(socket.conn) > MOST_QUEUED) socket.disconnect(true);
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
    const warn = (error: unknown) => void this.logger.warn(String(error), 'SocketWatch');
    this.timers.push(setInterval(() => void work().catch(warn), ms));
  }
}
