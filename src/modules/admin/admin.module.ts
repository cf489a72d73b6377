import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AdminUsersService } from './admin-users.service.ts';
import { IntegrityService } from './integrity.service.ts';

@Module({
  imports: [UsersModule, AuthModule, BarbersModule, CalendarsModule],
  providers: [AdminUsersService, IntegrityService],
  exports: [AdminUsersService, IntegrityService],
})
export class AdminModule {}
