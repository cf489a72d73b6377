import { Module } from '@nestjs/common';
import { StandingModule } from '../standing/standing.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AdminUsersService } from './admin-users.service.ts';

@Module({
  imports: [UsersModule, StandingModule],
  providers: [AdminUsersService],
  exports: [AdminUsersService],
})
export class AdminModule {}
