import { Module } from '@nestjs/common';
import { StandingModule } from '../standing/standing.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { ClosingService } from './closing.service.ts';

@Module({
  imports: [StandingModule, UsersModule],
  providers: [ClosingService],
  exports: [ClosingService],
})
export class ClosingModule {}
