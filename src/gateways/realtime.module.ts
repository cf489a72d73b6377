import { Module } from '@nestjs/common';
import { FeedModule } from '../modules/feed/feed.module.ts';
import { AvailabilityGateway } from './availability.gateway.ts';
import { ConnectionGateway } from './connection.gateway.ts';
import { SocketWatch } from './socket-watch.ts';

/** Every gateway; loaded by role realtime only. */
@Module({ imports: [FeedModule], providers: [ConnectionGateway, AvailabilityGateway, SocketWatch] })
export class RealtimeModule {}
