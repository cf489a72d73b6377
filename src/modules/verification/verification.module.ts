import { Module } from '@nestjs/common';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { VerificationService } from './verification.service.ts';

@Module({ imports: [UsersModule, BarbersModule], providers: [VerificationService], exports: [VerificationService] })
export class VerificationModule {}
