import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuthModule } from '../auth/auth.module.ts';
import { DeliveriesModule } from '../../notify/deliveries/deliveries.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { IdTokens } from './providers/id-tokens.ts';
import { IdentitiesPersonalData } from './identities.personal-data.ts';
import { IdentitiesRepository } from './identities.repository.ts';
import { IdentityLinks } from './identity-links.ts';
import { IdentitySchema, TicketSchema } from './identity.schema.ts';
import { MyIdentitiesService } from './my-identities.service.ts';
import { ProviderClients } from './providers/provider-clients.ts';
import { ProviderLinkingService } from './provider-linking.service.ts';
import { ProviderSignInService } from './provider-sign-in.service.ts';
import { Tickets } from './web/tickets.ts';
import { TicketsRepository } from './web/tickets.repository.ts';
import { WebSignInService } from './web/web-sign-in.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Identity', schema: IdentitySchema },
      { name: 'OauthTicket', schema: TicketSchema },
    ]),
    AuthModule,
    DeliveriesModule,
    UsersModule,
  ],
  providers: [
    IdentitiesPersonalData,
    IdentitiesRepository,
    TicketsRepository,
    Tickets,
    ProviderClients,
    IdTokens,
    IdentityLinks,
    ProviderSignInService,
    WebSignInService,
    MyIdentitiesService,
    ProviderLinkingService,
  ],
  exports: [IdTokens, ProviderSignInService, WebSignInService, MyIdentitiesService, ProviderLinkingService],
})
export class IdentitiesModule {}
