import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketServer,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { RealtimeBus } from '../common/realtime/realtime-bus.ts';
import { rooms } from '../common/realtime/rooms.ts';
import { Gateway } from './gateway.decorator.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

interface Day {
  barberId: string;
  date: string;
}

/** Serves screens that show open times. Any signed-in user may watch any barber’s day, as over HTTP. */
@Gateway()
export class AvailabilityGateway implements OnGatewayInit {
  @WebSocketServer() private readonly server!: Server;

  constructor(private readonly bus: RealtimeBus) {}

  afterInit(): void {
    this.bus.onTold('schedule-changed', ({ barberId }) => this.tellEveryDay(barberId));
  }

  @SubscribeMessage('availability.watch')
  async watch(@ConnectedSocket() socket: AuthenticatedSocket, @MessageBody() { barberId, date }: Day): Promise<void> {
    await socket.join(rooms.day(barberId, date));
  }

  @SubscribeMessage('availability.unwatch')
  async unwatch(@ConnectedSocket() socket: AuthenticatedSocket, @MessageBody() { barberId, date }: Day): Promise<void> {
    await socket.leave(rooms.day(barberId, date));
  }

  /** A schedule affects every day. Each node tells only the days that one of its sockets watches. */
  private tellEveryDay(barberId: string): void {
    const prefix = rooms.day(barberId, '');
    for (const room of this.server.sockets.adapter.rooms.keys()) {
      if (!room.startsWith(prefix)) continue;
      const day: Day = { barberId, date: room.slice(prefix.length) };
      this.server.local.to(room).emit('availability.changed', day);
    }
  }
}
