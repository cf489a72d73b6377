import { Module } from '@nestjs/common';
import { StandingModule } from '../standing/standing.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { PrivacyService } from './closing.service.ts';

@Module({
  imports: [StandingModule, UsersModule],
  providers: [PrivacyService],
  exports: [PrivacyService],
})
export class PrivacyModule {}
