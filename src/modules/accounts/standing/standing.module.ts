import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { BarbersModule } from '../../shop/barbers/barbers.module.ts';
import { DeliveriesModule } from '../../notify/deliveries/deliveries.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AccountStandingService } from './account-standing.service.ts';

@Module({
  imports: [AuthModule, BarbersModule, DeliveriesModule, UsersModule],
  providers: [AccountStandingService],
  exports: [AccountStandingService],
})
export class StandingModule {}
