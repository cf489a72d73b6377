import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { StandingModule } from '../standing/standing.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AdminUsersService } from './admin-users.service.ts';
import { IntegrityService } from './integrity.service.ts';

@Module({
  imports: [UsersModule, StandingModule, CalendarsModule],
  providers: [AdminUsersService, IntegrityService],
  exports: [AdminUsersService, IntegrityService],
})
export class AdminModule {}
