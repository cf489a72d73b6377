import { Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { ClosingModule } from './closing/closing.module.ts';
import { CredentialsModule } from './credentials/credentials.module.ts';
import { IdentitiesModule } from './identities/identities.module.ts';
import { StandingModule } from './standing/standing.module.ts';
import { UsersModule } from './users/users.module.ts';
import { VerificationModule } from './verification/verification.module.ts';

/** People: who they are, how they sign in, what they may do, and how an account ends. */
@Module({
  imports: [
    AdminModule,
    AuthModule,
    ClosingModule,
    CredentialsModule,
    IdentitiesModule,
    StandingModule,
    UsersModule,
    VerificationModule,
  ],
  exports: [
    AdminModule,
    AuthModule,
    ClosingModule,
    CredentialsModule,
    IdentitiesModule,
    StandingModule,
    UsersModule,
    VerificationModule,
  ],
})
export class AccountsModule {}
