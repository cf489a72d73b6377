import { WebSocketGateway } from '@nestjs/websockets';
import type { OnGatewayConnection } from '@nestjs/websockets';
import { rooms } from '../common/realtime/rooms.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** Puts every authenticated socket into its user's room. */
@WebSocketGateway()
export class ConnectionGateway implements OnGatewayConnection {
  async handleConnection(socket: AuthenticatedSocket): Promise<void> {
    await socket.join(rooms.user(socket.data.actor.id));
  }
}
