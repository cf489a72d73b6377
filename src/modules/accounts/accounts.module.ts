import { Module } from '@nestjs/common';
import { AdminModule } from './admin/admin.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { ClosingModule } from './closing/closing.module.ts';
import { CredentialsModule } from './credentials/credentials.module.ts';
import { IdentitiesModule } from './identities/identities.module.ts';
import { StandingModule } from './standing/standing.module.ts';
import { UsersModule } from './users/users.module.ts';
import { VerificationModule } from './verification/verification.module.ts';

const MODULES = [
  AdminModule,
  AuthModule,
  ClosingModule,
  CredentialsModule,
  IdentitiesModule,
  StandingModule,
  UsersModule,
  VerificationModule,
];

/** People: who they are, how they sign in, what they may do, and how an account ends. */
@Module({ imports: MODULES, exports: MODULES })
export class AccountsModule {}
