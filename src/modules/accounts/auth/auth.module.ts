import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { MongooseModule } from '@nestjs/mongoose';
import { AccessVerifier } from '../../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { BarbersModule } from '../../shop/barbers/barbers.module.ts';
import { DevicesModule } from '../../notify/devices/devices.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AuthPersonalData } from './auth.personal-data.ts';
import { AuthService } from './auth.service.ts';
import { LivingSessions } from './sessions/living-sessions.ts';
import { PasswordsService } from './passwords.service.ts';
import { SessionAccessVerifier } from './sessions/session-access-verifier.ts';
import { SessionEndings } from './sessions/session-endings.ts';
import { KnownDeviceSchema, SessionSchema } from './sessions/session.schema.ts';
import { SessionsRepository } from './sessions/sessions.repository.ts';
import { SessionsService } from './sessions/sessions.service.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { SignUpService } from './sign-up.service.ts';
import { TokenFamilies } from './sessions/token-families.ts';
import { accessKeyOf, Tokens } from './sessions/tokens.ts';

/** This module is global, because a process in any role needs the `AccessVerifier`, which guards HTTP and sockets. */
@Global()
@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Session', schema: SessionSchema },
      { name: 'KnownDevice', schema: KnownDeviceSchema },
    ]),
    JwtModule.registerAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({ secret: accessKeyOf(config.JWT_SECRET) }),
    }),
    UsersModule,
    BarbersModule,
    DevicesModule,
  ],
  providers: [
    AuthPersonalData,
    AuthService,
    SignUpService,
    PasswordsService,
    SessionsRepository,
    SessionsService,
    SessionEndings,
    TokenFamilies,
    LivingSessions,
    SignInLimits,
    Tokens,
    { provide: AccessVerifier, useClass: SessionAccessVerifier },
  ],
  exports: [AccessVerifier, AuthService, SignUpService, PasswordsService, SessionsService],
})
export class AuthModule {}
