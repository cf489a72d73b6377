import { Module } from '@nestjs/common';
import { AdminUsersController } from './admin/admin-users.controller.ts';
import { AdminModule } from './admin/admin.module.ts';
import { AuthController } from './auth/auth.controller.ts';
import { AuthModule } from './auth/auth.module.ts';
import { MeController } from './users/me.controller.ts';
import { UsersModule } from './users/users.module.ts';
import { MyVerificationController } from './verification/my-verification.controller.ts';
import { VerificationController } from './verification/verification.controller.ts';
import { VerificationModule } from './verification/verification.module.ts';

/** Every controller, and nothing else; loaded by role api only. */
@Module({
  imports: [AdminModule, AuthModule, UsersModule, VerificationModule],
  controllers: [
    AdminUsersController,
    AuthController,
    MeController,
    MyVerificationController,
    VerificationController,
  ],
})
export class ApiModule {}
