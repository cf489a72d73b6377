import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Returns } from '../../../common/http/returns.ts';
import { Limited } from '../../../common/limits/limit.guards.ts';
import { IdentityPage, IdentityView, LinkIdentity, ProviderParam } from './identities.dto.ts';
import {
  addressUnverified,
  identityTaken,
  identityUnproven,
  lastWayIn,
  providerLinked,
  providerUnavailable,
  providerUnreachable,
} from './identities.errors.ts';
import { MyIdentitiesService } from './my-identities.service.ts';
import { ProviderLinkingService } from './provider-linking.service.ts';

/** The providers with which the user signs in. */
@ApiTags('me')
@Controller('me/identities')
export class MyIdentitiesController {
  constructor(
    private readonly identities: MyIdentitiesService,
    private readonly linking: ProviderLinkingService,
  ) {}

  @Get()
  @Returns(200, IdentityPage)
  list(@CurrentActor() actor: UserActor) {
    return this.identities.list(actor.id);
  }

  @Post()
  @Limited('account-work')
  @Returns(201, IdentityView, [
    providerUnavailable,
    addressUnverified,
    identityTaken,
    providerLinked,
    identityUnproven,
    providerUnreachable,
  ])
  link(@CurrentActor() actor: UserActor, @Body({ schema: LinkIdentity }) body: LinkIdentity) {
    return this.linking.link(actor, body);
  }

  @Delete(':provider')
  @Returns(204, undefined, [notFound, lastWayIn])
  unlink(@CurrentActor() actor: UserActor, @Param('provider', { schema: ProviderParam }) provider: string) {
    return this.identities.unlink(actor, provider);
  }
}
