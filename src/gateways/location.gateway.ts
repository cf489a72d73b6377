import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketServer,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Server } from 'socket.io';
import type { NodeMessages } from '../common/realtime/node-messages.ts';
import { RealtimeBus } from '../common/realtime/realtime-bus.ts';
import { rooms } from '../common/realtime/rooms.ts';
import type {
  LatestLocation,
  Pace,
  ReportAnswer,
  ReportLocation,
  WatchBooking,
} from '../modules/booking/location/location.dto.ts';
import { LocationService } from '../modules/booking/location/location.service.ts';
import { isFree } from './backlog.ts';
import { Gateway } from './gateway.decorator.ts';
import { LatestOnly } from './latest-only.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** Serves a barber on the way: the barber's phone reports positions, and both parties watch. */
@Gateway()
export class LocationGateway implements OnGatewayInit {
  @WebSocketServer() private readonly server!: Server;
  private readonly readers = new WeakMap<AuthenticatedSocket, LatestOnly>();

  constructor(
    private readonly location: LocationService,
    private readonly bus: RealtimeBus,
  ) {}

  afterInit(): void {
    this.bus.onTold('journey', (message) => this.pass(message));
  }

  @SubscribeMessage('booking.watch')
  async watch(
    @ConnectedSocket() socket: AuthenticatedSocket,
    @MessageBody() { bookingId }: WatchBooking,
  ): Promise<LatestLocation> {
    // The socket joins the room before the last fix is loaded, so that no fix is missed in between.
    await socket.join(await this.location.roomFor(socket.data.actor, bookingId));
    return this.location.latest(socket.data.actor.id, bookingId);
  }

  @SubscribeMessage('booking.unwatch')
  async unwatch(
    @ConnectedSocket() socket: AuthenticatedSocket,
    @MessageBody() { bookingId }: WatchBooking,
  ): Promise<void> {
    await socket.leave(rooms.onlookers(bookingId));
    await socket.leave(rooms.journey(bookingId));
    this.readers.get(socket)?.drop(bookingId);
  }

  @SubscribeMessage('location.share')
  share(@ConnectedSocket() socket: AuthenticatedSocket, @MessageBody() { bookingId }: WatchBooking): Promise<Pace> {
    return this.location.share(socket.data.actor, bookingId);
  }

  @SubscribeMessage('location.report')
  report(@ConnectedSocket() socket: AuthenticatedSocket, @MessageBody() fix: ReportLocation): Promise<ReportAnswer> {
    return this.location.report(socket.data.actor, fix);
  }

  @SubscribeMessage('location.stop')
  stop(@ConnectedSocket() socket: AuthenticatedSocket, @MessageBody() { bookingId }: WatchBooking): Promise<void> {
    return this.location.stop(socket.data.actor, bookingId);
  }

  private pass({ bookingId, name, data }: NodeMessages['journey']): void {
    const [room, message] = [rooms.journey(bookingId), { bookingId, ...data }];
    const members = this.membersOf(room);
    const busy = members.filter((socket) => !this.isIdle(socket));
    // The message is encoded once for all sockets that can take it at once.
    const idle = this.server.local.to(room).except(busy.map(({ id }) => id));
    if (busy.length < members.length) idle.emit(name, message);
    for (const socket of busy) this.readerOf(socket).send(bookingId, name, message);
  }

  private isIdle(socket: AuthenticatedSocket): boolean {
    return this.readers.get(socket)?.isIdle ?? isFree(socket.conn);
  }

  private readerOf(socket: AuthenticatedSocket): LatestOnly {
    const reader = this.readers.get(socket) ?? new LatestOnly(socket, (id) => this.location.isShared(id));
    this.readers.set(socket, reader);
    return reader;
  }

  private membersOf(room: string): AuthenticatedSocket[] {
    const { adapter, sockets } = this.server.sockets;
    return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => (sockets.get(id) as AuthenticatedSocket) ?? []);
  }
}
