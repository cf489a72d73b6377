import { Module } from '@nestjs/common';
import { ChatModule } from '../modules/chat/chat.module.ts';
import { FeedModule } from '../modules/notify/feed/feed.module.ts';
import { LocationModule } from '../modules/booking/location/location.module.ts';
import { AvailabilityGateway } from './availability.gateway.ts';
import { ChatGateway } from './chat.gateway.ts';
import { ConnectionGateway } from './connection.gateway.ts';
import { LatestNumbers } from './latest-numbers.ts';
import { LocationGateway } from './location.gateway.ts';
import { SocketWatch } from './socket-watch.ts';

/** Holds every gateway. Only processes with the role `realtime` load this module. */
@Module({
  imports: [ChatModule, FeedModule, LocationModule],
  providers: [ConnectionGateway, AvailabilityGateway, ChatGateway, LocationGateway, SocketWatch, LatestNumbers],
})
export class RealtimeModule {}
