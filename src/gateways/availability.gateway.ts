import { ConnectedSocket, MessageBody, SubscribeMessage } from '@nestjs/websockets';
import { rooms } from '../common/realtime/rooms.ts';
import { Gateway } from './gateway.decorator.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

interface Day {
  barberId: string;
  date: string;
}

/** Screens that show open times: any signed-in user may look at any barber’s day, as over HTTP. */
@Gateway()
export class AvailabilityGateway {
  @SubscribeMessage('availability.watch')
  async watch(@ConnectedSocket() socket: AuthenticatedSocket, @MessageBody() { barberId, date }: Day): Promise<void> {
    await socket.join(rooms.day(barberId, date));
  }

  @SubscribeMessage('availability.unwatch')
  async unwatch(@ConnectedSocket() socket: AuthenticatedSocket, @MessageBody() { barberId, date }: Day): Promise<void> {
    await socket.leave(rooms.day(barberId, date));
  }
}
