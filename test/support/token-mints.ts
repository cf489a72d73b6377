import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

export type MintName = 'google' | 'facebook' | 'apple';
const NAMES = ['google', 'facebook', 'apple'] as const;

export interface Claims {
  sub: string;
  email?: string;
  email_verified?: unknown;
  [claim: string]: unknown;
}

/** One provider that signs ID tokens. `rotate` gives the provider another key. */
export class Mint {
  private keys: { kid: string; privateKey: CryptoKey; publicKey: CryptoKey; jwk: JWK }[] = [];
  /** How many times the keys were requested. */
  asked = 0;
  isAway: boolean | 'jwks' = false;

  constructor(
    readonly issuer: string,
    readonly clientId: string,
  ) {}

  get publicKey(): CryptoKey {
    return this.keys.at(-1)!.publicKey;
  }

  get kid(): string {
    return this.keys.at(-1)!.kid;
  }

  get jwks(): { keys: JWK[] } {
    return { keys: this.keys.map(({ jwk }) => jwk) };
  }

  async rotate(): Promise<void> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const kid = randomUUID();
    this.keys = [
      { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } },
    ];
  }

  /** Returns a token with all claims of a valid token, changed by the test. `undefined` leaves a claim out. */
  async token(claims: Claims, header: object = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const all = { iss: this.issuer, aud: this.clientId, iat: now, exp: now + 3_600, jti: randomUUID(), ...claims };
    return new SignJWT(all)
      .setProtectedHeader({ alg: 'RS256', kid: this.kid, ...header })
      .sign(this.keys.at(-1)!.privateKey);
  }
}

/** The three providers on one server of this machine. */
export class TokenMints {
  private constructor(
    private readonly server: Server,
    readonly google: Mint,
    readonly facebook: Mint,
    readonly apple: Mint,
  ) {}

  static async open(): Promise<TokenMints> {
    const mints: Partial<Record<MintName, Mint>> = {};
    const server = createServer((request, response) => {
      const [, name, ...rest] = request.url!.split('/');
      const mint = mints[name as MintName]!;
      if (mint.isAway === true || mint.isAway === rest[0]) return void response.writeHead(500).end();
      if (rest[0] === 'jwks') mint.asked++;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(rest[0] === 'jwks' ? mint.jwks : documentOf(mint.issuer)));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const name of NAMES) await (mints[name] = new Mint(`${base}/${name}`, `${name}-client`)).rotate();
    return new TokenMints(server, mints.google!, mints.facebook!, mints.apple!);
  }

  /** The settings of an app that trusts these providers. */
  get settings(): Record<string, string> {
    const entries = NAMES.flatMap((name) => [
      [`${name.toUpperCase()}_CLIENT_ID`, `${this[name].clientId},${name}-app`],
      [`${name.toUpperCase()}_ISSUER`, this[name].issuer],
    ]);
    return { ...Object.fromEntries(entries), OAUTH_KEYS_COOLDOWN_SECONDS: '0' };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const documentOf = (issuer: string) => ({
  issuer,
  jwks_uri: `${issuer}/jwks`,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
});
