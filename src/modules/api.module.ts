import { Module } from '@nestjs/common';
import { AdminUsersController } from './admin/admin-users.controller.ts';
import { AdminModule } from './admin/admin.module.ts';
import { IntegrityController } from './admin/integrity.controller.ts';
import { AuditController } from './audit/audit.controller.ts';
import { AuditModule } from './audit/audit.module.ts';
import { AvailabilityController } from './availability/availability.controller.ts';
import { AvailabilityModule } from './availability/availability.module.ts';
import { AuthController } from './auth/auth.controller.ts';
import { AuthModule } from './auth/auth.module.ts';
import { SessionsController } from './auth/sessions.controller.ts';
import { BarbersController } from './barbers/barbers.controller.ts';
import { BarbersModule } from './barbers/barbers.module.ts';
import { MyBarberController } from './barbers/my-barber.controller.ts';
import { BookingsController } from './bookings/bookings.controller.ts';
import { BookingsModule } from './bookings/bookings.module.ts';
import { ChatController } from './chat/chat.controller.ts';
import { ChatReportsController } from './chat/chat-reports.controller.ts';
import { ChatModule } from './chat/chat.module.ts';
import { CredentialsController } from './credentials/credentials.controller.ts';
import { CredentialsModule } from './credentials/credentials.module.ts';
import { MyCredentialsController } from './credentials/my-credentials.controller.ts';
import { DeliveriesModule } from './deliveries/deliveries.module.ts';
import { DevInboxController } from './deliveries/dev-inbox.controller.ts';
import { DevicesController } from './devices/devices.controller.ts';
import { DevicesModule } from './devices/devices.module.ts';
import { ExportsController } from './exports/exports.controller.ts';
import { ExportsModule } from './exports/exports.module.ts';
import { FeedController } from './feed/feed.controller.ts';
import { FeedModule } from './feed/feed.module.ts';
import { IdentitiesModule } from './identities/identities.module.ts';
import { MyIdentitiesController } from './identities/my-identities.controller.ts';
import { OauthController } from './identities/oauth.controller.ts';
import { WebOauthController } from './identities/web-oauth.controller.ts';
import { NearbyController } from './nearby/nearby.controller.ts';
import { NearbyModule } from './nearby/nearby.module.ts';
import { NotificationsController } from './notifications/notifications.controller.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { PrivacyController } from './privacy/privacy.controller.ts';
import { PrivacyModule } from './privacy/privacy.module.ts';
import { ServicesController } from './services/services.controller.ts';
import { ServicesModule } from './services/services.module.ts';
import { TimeOffController } from './time-off/time-off.controller.ts';
import { TimeOffModule } from './time-off/time-off.module.ts';
import { LocalFilesController } from './uploads/local-files.controller.ts';
import { UploadsController } from './uploads/uploads.controller.ts';
import { UploadsModule } from './uploads/uploads.module.ts';
import { MeController } from './users/me.controller.ts';
import { UsersModule } from './users/users.module.ts';
import { MyVerificationController } from './verification/my-verification.controller.ts';
import { VerificationController } from './verification/verification.controller.ts';
import { VerificationModule } from './verification/verification.module.ts';

/** Every controller, and nothing else; loaded by role api only. Fixed paths (`barbers/me`) stand before `barbers/:id`. */
@Module({
  imports: [
    AdminModule,
    AuditModule,
    AuthModule,
    AvailabilityModule,
    BarbersModule,
    BookingsModule,
    ChatModule,
    CredentialsModule,
    DeliveriesModule,
    DevicesModule,
    ExportsModule,
    FeedModule,
    IdentitiesModule,
    NearbyModule,
    NotificationsModule,
    PrivacyModule,
    ServicesModule,
    TimeOffModule,
    UploadsModule,
    UsersModule,
    VerificationModule,
  ],
  controllers: [
    AuthController,
    CredentialsController,
    SessionsController,
    MeController,
    MyCredentialsController,
    DevicesController,
    PrivacyController,
    ExportsController,
    OauthController,
    WebOauthController,
    MyIdentitiesController,
    ServicesController,
    MyBarberController,
    MyVerificationController,
    TimeOffController,
    BookingsController,
    NearbyController,
    BarbersController,
    AvailabilityController,
    ChatController,
    NotificationsController,
    FeedController,
    UploadsController,
    LocalFilesController,
    AdminUsersController,
    AuditController,
    IntegrityController,
    ChatReportsController,
    VerificationController,
    DevInboxController,
  ],
})
export class ApiModule {}
