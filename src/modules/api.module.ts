import { Module } from '@nestjs/common';
import { AdminUsersController } from './accounts/admin/admin-users.controller.ts';
import { AdminModule } from './accounts/admin/admin.module.ts';
import { IntegrityController } from './records/integrity/integrity.controller.ts';
import { IntegrityModule } from './records/integrity/integrity.module.ts';
import { AuditController } from './records/audit/audit.controller.ts';
import { AuditModule } from './records/audit/audit.module.ts';
import { AvailabilityController } from './shop/availability/availability.controller.ts';
import { AvailabilityModule } from './shop/availability/availability.module.ts';
import { AuthController } from './accounts/auth/auth.controller.ts';
import { AuthModule } from './accounts/auth/auth.module.ts';
import { SessionsController } from './accounts/auth/sessions/sessions.controller.ts';
import { BarbersController } from './shop/barbers/barbers.controller.ts';
import { BarbersModule } from './shop/barbers/barbers.module.ts';
import { MyBarberController } from './shop/barbers/my-barber.controller.ts';
import { BookingsController } from './booking/bookings/bookings.controller.ts';
import { BookingsModule } from './booking/bookings/bookings.module.ts';
import { ChatController } from './chat/chat.controller.ts';
import { ChatReportsController } from './chat/chat-reports.controller.ts';
import { ChatModule } from './chat/chat.module.ts';
import { CredentialsController } from './accounts/credentials/credentials.controller.ts';
import { CredentialsModule } from './accounts/credentials/credentials.module.ts';
import { MyCredentialsController } from './accounts/credentials/my-credentials.controller.ts';
import { DeliveriesModule } from './notify/deliveries/deliveries.module.ts';
import { DevInboxController } from './notify/deliveries/dev-inbox.controller.ts';
import { DevicesController } from './notify/devices/devices.controller.ts';
import { DevicesModule } from './notify/devices/devices.module.ts';
import { ExportsController } from './records/exports/exports.controller.ts';
import { ExportsModule } from './records/exports/exports.module.ts';
import { FeedController } from './notify/feed/feed.controller.ts';
import { FeedModule } from './notify/feed/feed.module.ts';
import { IdentitiesModule } from './accounts/identities/identities.module.ts';
import { MyIdentitiesController } from './accounts/identities/my-identities.controller.ts';
import { OauthController } from './accounts/identities/oauth.controller.ts';
import { WebOauthController } from './accounts/identities/web/web-oauth.controller.ts';
import { NearbyController } from './shop/nearby/nearby.controller.ts';
import { NearbyModule } from './shop/nearby/nearby.module.ts';
import { NotificationsController } from './notify/notifications/notifications.controller.ts';
import { NotificationsModule } from './notify/notifications/notifications.module.ts';
import { PrivacyController } from './accounts/closing/closing.controller.ts';
import { ClosingModule } from './accounts/closing/closing.module.ts';
import { ServicesController } from './shop/catalogue/catalogue.controller.ts';
import { CatalogueModule } from './shop/catalogue/catalogue.module.ts';
import { TimeOffController } from './shop/time-off/time-off.controller.ts';
import { TimeOffModule } from './shop/time-off/time-off.module.ts';
import { LocalFilesController } from './files/uploads/stores/local-files.controller.ts';
import { UploadsController } from './files/uploads/uploads.controller.ts';
import { UploadsModule } from './files/uploads/uploads.module.ts';
import { MeController } from './accounts/users/me.controller.ts';
import { UsersModule } from './accounts/users/users.module.ts';
import { MyVerificationController } from './accounts/verification/my-verification.controller.ts';
import { VerificationController } from './accounts/verification/verification.controller.ts';
import { VerificationModule } from './accounts/verification/verification.module.ts';

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
    IntegrityModule,
    NearbyModule,
    NotificationsModule,
    ClosingModule,
    CatalogueModule,
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
