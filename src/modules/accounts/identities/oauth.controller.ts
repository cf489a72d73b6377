import { Body, Controller, Header, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { Limited } from '../../../common/limits/limit.guards.ts';
import { AuthView } from '../auth/auth.dto.ts';
import { accountSuspended, invalidCredentials } from '../auth/auth.errors.ts';
import { IdTokens } from './providers/id-tokens.ts';
import { ExchangeCode, LinkAccount, ProviderParam, ProviderSignIn } from './identities.dto.ts';
import {
  accountLinkRequired,
  addressUnverified,
  exchangeInvalid,
  idTokenInvalid,
  identityTaken,
  linkTokenInvalid,
  providerLinked,
  providerUnavailable,
  providerUnreachable,
} from './identities.errors.ts';
import { ProviderSignInService } from './provider-sign-in.service.ts';
import { WebSignInService } from './web/web-sign-in.service.ts';

/** Sign-in with Google, Facebook and Apple. */
@ApiTags('auth')
@Controller('auth/oauth')
export class OauthController {
  constructor(
    private readonly idTokens: IdTokens,
    private readonly signIns: ProviderSignInService,
    private readonly web: WebSignInService,
  ) {}

  /** Ends a sign-in on a website. */
  @Public()
  @Post('exchange')
  @Header('Cache-Control', 'no-store')
  @Returns(200, AuthView, [idTokenInvalid, accountSuspended, accountLinkRequired, exchangeInvalid])
  exchange(@Body({ schema: ExchangeCode }) body: ExchangeCode) {
    return this.web.exchange(body);
  }

  /** Links the provider to an existing account, after 409 `account-link-required`. */
  @Public()
  @Post('link')
  @Limited('account-work')
  @Header('Cache-Control', 'no-store')
  @Returns(200, AuthView, [
    invalidCredentials,
    accountSuspended,
    addressUnverified,
    identityTaken,
    providerLinked,
    linkTokenInvalid,
  ])
  link(@Body({ schema: LinkAccount }) body: LinkAccount) {
    return this.signIns.link(body);
  }

  /** Signs in with the ID token that a provider gave to an app. */
  @Public()
  @Post(':provider')
  @Limited('account-work')
  @Header('Cache-Control', 'no-store')
  @Returns(200, AuthView, [
    idTokenInvalid,
    accountSuspended,
    providerUnavailable,
    accountLinkRequired,
    providerUnreachable,
  ])
  async signIn(
    @Param('provider', { schema: ProviderParam }) provider: string,
    @Body({ schema: ProviderSignIn }) { idToken, nonce, role, name, device }: ProviderSignIn,
  ) {
    return this.signIns.signIn(await this.idTokens.verify(provider, idToken, nonce), { role, name }, device);
  }
}
