import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AdminUsersService } from './admin-users.service.ts';

@Module({ imports: [UsersModule, AuthModule, BarbersModule], providers: [AdminUsersService], exports: [AdminUsersService] })
export class AdminModule {}
