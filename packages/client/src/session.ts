import type { components } from './generated/openapi.ts';
import { GromeError } from './problem.ts';
import { createRest, unwrap, type Rest, type RestOptions, type Tokens } from './rest.ts';
import { Kept, type Keep } from './storage.ts';

type Schemas = components['schemas'];
type SignedIn = Schemas['SignedIn'];

/** Who is signed in on this device. */
export interface Identity {
  userId: string;
  accessToken: string;
  refreshToken: string;
}

/** Signs in and out, and fetches new tokens; keeps them. */
export class Session implements Tokens {
  private current: Identity | undefined;
  private renewing: Promise<boolean> | undefined;
  private readonly kept: Kept<Identity>;
  private readonly rest: Rest;
  private readonly listeners = new Set<(identity: Identity | undefined) => void>();

  constructor(options: Pick<RestOptions, 'url' | 'fetch'>, keep: Keep) {
    this.rest = createRest(options);
    this.kept = new Kept(keep, 'grome.session');
  }

  get identity(): Identity | undefined {
    return this.current;
  }

  /** Whoever was signed in when the app ended. */
  async load(): Promise<void> {
    this.current = await this.kept.read();
  }

  /** Told when somebody signs in, gets new tokens, or is signed out. */
  onChange(listener: (identity: Identity | undefined) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  token(): Promise<string | undefined> {
    return Promise.resolve(this.current?.accessToken);
  }

  /** Throws `GromeError`: `invalid-credentials` and others of docs/problems.md. */
  async signIn(body: Schemas['SignIn']): Promise<Schemas['User']> {
    return this.enter(await unwrap(this.rest.POST('/auth/signin', { body })));
  }

  async signUp(body: Schemas['SignUp']): Promise<Schemas['User']> {
    return this.enter(await unwrap(this.rest.POST('/auth/signup', { body })));
  }

  /** On this device at once; on the server when it can be reached. */
  async signOut(): Promise<void> {
    const token = this.current?.accessToken;
    await this.become(undefined);
    const headers = { authorization: `Bearer ${token}` };
    if (token) await this.rest.POST('/auth/signout', { headers }).catch(() => undefined);
  }

  /** One at a time: a refresh token is good for one use. */
  renew(): Promise<boolean> {
    return (this.renewing ??= this.fetchTokens().finally(() => (this.renewing = undefined)));
  }

  private async fetchTokens(): Promise<boolean> {
    const before = this.current;
    if (!before) return false;
    try {
      const answer = await unwrap(this.rest.POST('/auth/refresh', { body: { refreshToken: before.refreshToken } }));
      // Signed out, or somebody else signed in, while the answer was on its way.
      if (this.current !== before) return this.current !== undefined;
      await this.enter(answer);
      return true;
    } catch (error) {
      if (!(error instanceof GromeError) || error.problem.status !== 401) throw error;
      if (this.current === before) await this.become(undefined);
      return this.current !== undefined;
    }
  }

  private async enter({ user, accessToken, refreshToken }: SignedIn): Promise<Schemas['User']> {
    await this.become({ userId: user.id, accessToken, refreshToken });
    return user;
  }

  private async become(identity: Identity | undefined): Promise<void> {
    this.current = identity;
    await this.kept.write(identity);
    this.listeners.forEach((listener) => listener(identity));
  }
}
