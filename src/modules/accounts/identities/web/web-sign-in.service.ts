import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { Problem } from '../../../../common/errors/problem.ts';
import type { AuthView } from '../../auth/auth.dto.ts';
import { IdTokens, type ProvenIdentity } from '../providers/id-tokens.ts';
import {
  exchangeInvalid,
  idTokenInvalid,
  providerUnavailable,
  returnUrlUnknown,
  stateInvalid,
} from '../identities.errors.ts';
import type { BeginWebSignIn, ExchangeCode, ProviderAnswer } from '../identities.dto.ts';
import type { Newcomer } from '../identity-links.ts';
import { nameFrom } from '../providers/name-from.ts';
import { ProviderClients } from '../providers/provider-clients.ts';
import type { Provider } from '../providers/providers.ts';
import { ProviderSignInService } from '../provider-sign-in.service.ts';
import { newSecret, sha256, Tickets } from './tickets.ts';

export const FLOW_SECONDS = 600;
const EXCHANGE_SECONDS = 60;

/** The data of a sign-in while the browser is at the provider. */
interface Flow {
  provider: string;
  verifier: string;
  nonce: string;
  returnTo: string;
  role?: Newcomer['role'];
  challenge?: string | undefined;
}
interface Outcome extends Pick<Flow, 'role' | 'challenge'> {
  proven: ProvenIdentity;
}

/**
 * Signs in on a website. The browser goes to the provider, comes back to the platform, and then goes to the website with a code.
 * The website exchanges the code for tokens.
 */
@Injectable()
export class WebSignInService {
  constructor(
    private readonly clients: ProviderClients,
    private readonly idTokens: IdTokens,
    private readonly tickets: Tickets,
    private readonly signIns: ProviderSignInService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Returns the address to which the browser is sent, and two secrets that must come back together: `state` from the provider,
   * and `browser` in a cookie. Throws 404 `provider-unavailable`, 422 `return-url-unknown`, 503 `provider-unreachable`.
   */
  async begin(name: string, { returnTo, role, challenge }: BeginWebSignIn) {
    const provider = this.onWeb(name);
    const flow: Flow = {
      provider: name,
      verifier: newSecret(),
      nonce: newSecret(),
      role,
      challenge,
      returnTo: this.returnUrl(returnTo),
    };
    const [state, browser] = [newSecret(), newSecret()];
    const url = await this.authorizationUrl(provider, state, flow);
    await this.tickets.put('flow', `${state}:${browser}`, flow, FLOW_SECONDS);
    return { url, state, browser, isForm: provider.responseMode === 'form_post' };
  }

  /**
   * Returns the address to which the browser is sent after the provider: always a listed address, with a code or with the code of
   * an error. Throws 422 `oauth-state-invalid` when this browser did not start the sign-in, or came back before.
   */
  async finish(name: string, answer: ProviderAnswer, browser: string | undefined): Promise<string> {
    const flow = await this.tickets.take<Flow>('flow', `${answer.state}:${browser}`);
    if (!flow || !answer.state || !browser || flow.provider !== name) throw stateInvalid();
    try {
      if (answer.code === undefined) return withQuery(flow.returnTo, { error: 'provider-refused' });
      const { role, challenge } = flow;
      const outcome: Outcome = { proven: await this.prove(flow, answer), role, challenge };
      const code = newSecret();
      await this.tickets.put('exchange', code, outcome, EXCHANGE_SECONDS);
      return withQuery(flow.returnTo, { code });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return withQuery(flow.returnTo, { error: error.code });
    }
  }

  /**
   * Exchanges a code for tokens. When the website gave a challenge, it also has to give the verifier: an attacker could give the
   * website the code of another sign-in, but that code has another challenge. Throws 422 `exchange-invalid`, and the errors of
   * `ProviderSignInService.signIn`.
   */
  async exchange({ code, verifier, device }: ExchangeCode): Promise<AuthView> {
    const outcome = await this.tickets.take<Outcome>('exchange', code);
    if (!outcome || outcome.challenge !== (verifier && sha256(verifier))) throw exchangeInvalid();
    return this.signIns.signIn(outcome.proven, { role: outcome.role }, device);
  }

  private onWeb(name: string): Provider {
    const provider = this.clients.provider(name);
    if (!provider.secret || !this.config.OAUTH_RETURN_URLS.length) throw providerUnavailable();
    return provider;
  }

  /**
   * Returns the listed address that equals `asked` letter by letter, or the first of the list. Looser comparisons have led to
   * open redirects elsewhere.
   */
  private returnUrl(asked: string | undefined): string {
    const url = this.config.OAUTH_RETURN_URLS.find((known) => asked === undefined || known === asked);
    if (!url) throw returnUrlUnknown();
    return url;
  }

  private async authorizationUrl(provider: Provider, state: string, { verifier, nonce }: Flow): Promise<string> {
    const { openid } = await this.clients.client(provider);
    const { buildAuthorizationUrl } = await import('openid-client');
    const { scope, responseMode } = provider;
    return buildAuthorizationUrl(openid, {
      redirect_uri: this.callbackUrl(provider.name),
      scope,
      state,
      nonce,
      code_challenge: sha256(verifier),
      code_challenge_method: 'S256',
      ...(responseMode && { response_mode: responseMode }),
    }).href;
  }

  /** Exchanges the code of the provider for an ID token, and verifies that token like any other, with nonce and signature. */
  private async prove(flow: Flow, answer: ProviderAnswer): Promise<ProvenIdentity> {
    const { openid } = await this.clients.client(this.clients.provider(flow.provider));
    const idToken = await this.redeem(openid, flow, answer);
    const proven = await this.idTokens.verify(flow.provider, idToken, flow.nonce);
    const name = proven.name ?? nameFrom(answer.user);
    return { ...proven, ...(name && { name }) };
  }

  private async redeem(openid: Configuration, flow: Flow, { code, state, iss }: ProviderAnswer): Promise<string> {
    const { authorizationCodeGrant } = await import('openid-client');
    const url = withQuery(this.callbackUrl(flow.provider), { code, state, iss });
    const checks = { pkceCodeVerifier: flow.verifier, expectedNonce: flow.nonce, idTokenExpected: true };
    try {
      const tokens = await authorizationCodeGrant(openid, new URL(url), { ...checks, expectedState: state! });
      return tokens.id_token!;
    } catch {
      throw idTokenInvalid();
    }
  }

  private callbackUrl(name: string): string {
    const base = this.config.PUBLIC_URL ?? `http://localhost:${this.config.PORT}`;
    return `${base.replace(/\/$/, '')}/api/v1/auth/oauth/${name}/callback`;
  }
}

function withQuery(address: string, parameters: Record<string, string | undefined>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}
