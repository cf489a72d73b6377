import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CryptoModule } from '../../../common/crypto/crypto.module.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { DeliveriesModule } from '../../notify/deliveries/deliveries.module.ts';
import { NotificationsModule } from '../../notify/notifications/notifications.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AddressesService } from './addresses.service.ts';
import { CodeSchema, PasswordResetSchema } from './code.schema.ts';
import { CodesService } from './codes.service.ts';
import { CredentialsPersonalData } from './credentials.personal-data.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { ForgottenPasswordsService } from './passwords/forgotten-passwords.service.ts';
import { NewPasswordsService } from './passwords/new-passwords.service.ts';
import { PasswordReplacement } from './passwords/password-replacement.ts';
import { ReauthenticationService } from './passwords/reauthentication.service.ts';
import { ResetRequestsService } from './passwords/reset-requests.service.ts';
import { WarningsService } from './warnings.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Code', schema: CodeSchema },
      { name: 'PasswordReset', schema: PasswordResetSchema },
    ]),
    AuthModule,
    CryptoModule,
    DeliveriesModule,
    NotificationsModule,
    UsersModule,
  ],
  providers: [
    CredentialsPersonalData,
    CredentialsRepository,
    CodesService,
    AddressesService,
    ForgottenPasswordsService,
    NewPasswordsService,
    PasswordReplacement,
    ReauthenticationService,
    ResetRequestsService,
    WarningsService,
  ],
  exports: [
    AddressesService,
    ForgottenPasswordsService,
    NewPasswordsService,
    ReauthenticationService,
    ResetRequestsService,
    WarningsService,
  ],
})
export class CredentialsModule {}
