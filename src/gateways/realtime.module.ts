import { Module } from '@nestjs/common';
import { ConnectionGateway } from './connection.gateway.ts';

/** Every gateway; loaded by role realtime only. */
@Module({ providers: [ConnectionGateway] })
export class RealtimeModule {}
