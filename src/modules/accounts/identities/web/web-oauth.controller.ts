import { Body, Controller, Get, Header, Inject, Param, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../../common/auth/auth.decorators.ts';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { Returns } from '../../../../common/http/returns.ts';
import { TakesForms } from '../../../../common/http/takes-forms.ts';
import { Limited } from '../../../../common/limits/limit.guards.ts';
import { browserCookie, readBrowserCookie } from './browser-cookie.ts';
import { BeginWebSignIn, ProviderAnswer, ProviderParam } from '../identities.dto.ts';
import { providerUnavailable, providerUnreachable, returnUrlUnknown, stateInvalid } from '../identities.errors.ts';
import { FLOW_SECONDS, WebSignInService } from './web-sign-in.service.ts';

/** Redirects browsers to the provider and back to the website. */
@ApiTags('auth')
@Controller('auth/oauth/:provider')
export class WebOauthController {
  private readonly isSecure: boolean;

  constructor(
    private readonly web: WebSignInService,
    @Inject(CONFIG) config: Config,
  ) {
    this.isSecure = config.PUBLIC_URL?.startsWith('https://') ?? false;
  }

  /**
   * Redirects the browser to the provider. In the end the browser comes to one of the listed addresses, with `?code=` for
   * /auth/oauth/exchange, or with `?error=`.
   */
  @Public()
  @Get()
  @Limited('account-work')
  @Header('Cache-Control', 'no-store')
  @Redirect()
  @Returns(302, undefined, [providerUnavailable, returnUrlUnknown, providerUnreachable])
  async begin(
    @Param('provider', { schema: ProviderParam }) provider: string,
    @Query({ schema: BeginWebSignIn }) query: BeginWebSignIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { url, state, browser, isForm } = await this.web.begin(provider, query);
    void reply.header('set-cookie', browserCookie({ state, isSecure: this.isSecure, isForm }, browser, FLOW_SECONDS));
    return { url, statusCode: 302 };
  }

  @Public()
  @Get('callback')
  @Header('Cache-Control', 'no-store')
  @Redirect()
  @Returns(302, undefined, [stateInvalid])
  finish(
    @Param('provider', { schema: ProviderParam }) provider: string,
    @Query({ schema: ProviderAnswer }) answer: ProviderAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.back(provider, answer, request, reply, false);
  }

  /** Receives the answer of Apple, which the browser posts as a form. */
  @Public()
  @Post('callback')
  @TakesForms()
  @ApiConsumes('application/x-www-form-urlencoded')
  @Header('Cache-Control', 'no-store')
  @Redirect()
  @Returns(303, undefined, [stateInvalid])
  finishForm(
    @Param('provider', { schema: ProviderParam }) provider: string,
    @Body({ schema: ProviderAnswer }) answer: ProviderAnswer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.back(provider, answer, request, reply, true);
  }

  private async back(
    provider: string,
    answer: ProviderAnswer,
    request: FastifyRequest,
    reply: FastifyReply,
    isForm: boolean,
  ) {
    const { isSecure } = this;
    const state = answer.state ?? '';
    const url = await this.web.finish(provider, answer, readBrowserCookie(request, state, isSecure));
    void reply.header('set-cookie', browserCookie({ state, isSecure, isForm }, '', 0));
    return { url, statusCode: isForm ? 303 : 302 };
  }
}
