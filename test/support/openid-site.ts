import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import type { Claims } from './token-mints.ts';

export interface SiteClient {
  id: string;
  secret: string;
  redirectUri: string;
  /** Converts the secret that a client sends to the real secret. Throws when the secret is wrong. */
  readSecret?: (given: string) => Promise<string>;
}

/** The site of a provider with its pages on a port of this machine. It runs certified software. */
export class OpenidSite {
  /** The person who uses the site. Null refuses the sign-in. */
  visitor: Claims | null = null;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async open(client: SiteClient): Promise<OpenidSite> {
    let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
    const server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const site = new OpenidSite(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const provider = new Provider(site.issuer, await site.configuration(client));
    if (client.readSecret) readSecrets(provider, client.readSecret);
    const pages = provider.callback();
    answer = (request, response) =>
      void (request.url!.startsWith('/interaction/')
        ? site.decide(provider, request, response)
        : pages(request, response));
    return site;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The visitor consents or refuses. */
  private decide(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = this.visitor ? { login: { accountId: this.visitor.sub } } : { error: 'access_denied' };
    return provider.interactionFinished(request, response, result);
  }

  private async configuration({ id, secret, redirectUri }: SiteClient): Promise<Configuration> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    return {
      clients: [
        {
          ...{ client_id: id, client_secret: secret, redirect_uris: [redirectUri] },
          ...{ response_types: ['code'], grant_types: ['authorization_code'] },
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'k', alg: 'RS256', use: 'sig' }] as never },
      cookies: { keys: ['a secret of the tests'] },
      pkce: { required: () => true },
      scopes: ['openid', 'name'],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false,
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => this.visitor as Claims }),
      loadExistingGrant: async ({ oidc }) => {
        const known = oidc.session!.grantIdFor(oidc.client!.clientId);
        if (known) return oidc.provider.Grant.find(known);
        const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
        grant.addOIDCScope('openid email profile name');
        await grant.save();
        return grant;
      },
    };
  }
}

function readSecrets(provider: Provider, read: (given: string) => Promise<string>): void {
  provider.use(async (context, next) => {
    if (context.path !== '/token') return next();
    const parts: Buffer[] = [];
    for await (const part of context.req) parts.push(part as Buffer);
    const body = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
    const given = body.client_secret ?? '';
    Object.assign(context.req, { body: { ...body, client_secret: await read(given).catch(() => 'wrong') } });
    return next();
  });
}
