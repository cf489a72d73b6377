import { Inject } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketServer,
  type OnGatewayConnection,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { AccessVerifier } from '../common/auth/actor.ts';
import { Turns } from '../common/concurrency/turns.ts';
import { CONFIG, type Config } from '../common/config/config.ts';
import { forbidden, tooBusy, tooManyRequests } from '../common/errors/common.errors.ts';
import { rooms } from '../common/realtime/rooms.ts';
import type { MissedMessages } from '../modules/notify/feed/feed.dto.ts';
import { FeedService } from '../modules/notify/feed/feed.service.ts';
import { drained } from './backlog.ts';
import { Gateway } from './gateway.decorator.ts';
import { LatestNumbers } from './latest-numbers.ts';
import { filterMessages } from './message-filter.ts';
import { refuse } from './refuse.ts';
import { SocketWatch } from './socket-watch.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** Welcomes a socket: puts the socket into the room of its user, sends the missed messages, and then sends `ready`. */
@Gateway()
export class ConnectionGateway implements OnGatewayConnection, OnGatewayInit {
  @WebSocketServer() private readonly server!: Server;
  private readonly pages = new Turns();

  constructor(
    private readonly feed: FeedService,
    private readonly verifier: AccessVerifier,
    private readonly watch: SocketWatch,
    private readonly latest: LatestNumbers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  afterInit(server: Server): void {
    this.watch.start(server);
    this.latest.start(server);
  }

  async handleConnection(socket: AuthenticatedSocket): Promise<void> {
    filterMessages(socket, () => performance.now());
    const room = rooms.user(socket.data.actor.id);
    await socket.join(room);
    if ((this.server.sockets.adapter.rooms.get(room)?.size ?? 0) > this.config.SOCKETS_PER_USER) {
      refuse(socket, tooManyRequests('This user has too many connections.'));
      return void socket.disconnect(true);
    }
    // A socket that looks ready but is not must not stay open. The client connects again.
    await this.welcome(socket).catch(() => socket.disconnect(true));
  }

  @SubscribeMessage('events.since')
  since(
    @ConnectedSocket() socket: AuthenticatedSocket,
    @MessageBody() { seq }: { seq: number },
  ): Promise<MissedMessages> {
    return this.page(socket, seq);
  }

  @SubscribeMessage('session.refresh')
  async refresh(
    @ConnectedSocket() socket: AuthenticatedSocket,
    @MessageBody() { token }: { token: string },
  ): Promise<{ expiresAt: string }> {
    const { actor, expiresAt } = await this.verifier.admit(token);
    if (actor.id !== socket.data.actor.id) throw forbidden('The token belongs to another user.');
    Object.assign(socket.data, { actor, expiresAt });
    return { expiresAt: expiresAt.toISOString() };
  }

  /**
   * Loads one page of missed messages. Each socket gets one page at a time, after the client has received the page before;
   * otherwise a client that asks again and again and reads nothing would fill the memory.
   */
  private page(socket: AuthenticatedSocket, since: number): Promise<MissedMessages> {
    return this.pages.take(socket.id, async () => {
      await drained(socket);
      if (!socket.connected) throw tooBusy();
      return this.feed.missed(socket.data.actor.id, since);
    });
  }

  private async welcome(socket: AuthenticatedSocket): Promise<void> {
    const { id } = socket.data.actor;
    const since: unknown = socket.handshake.auth.since;
    let last = typeof since === 'number' && Number.isSafeInteger(since) && since >= 0 ? since : undefined;
    while (last !== undefined && socket.connected) {
      const { events, more } = await this.page(socket, last);
      for (const message of events) socket.emit(message.name, message);
      last = more ? events.at(-1)!.seq : undefined;
    }
    socket.emit('ready', { latest: await this.feed.latest(id) });
  }
}
