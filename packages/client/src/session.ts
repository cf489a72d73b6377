import type { components } from './generated/openapi.ts';
import { GromeError } from './problem.ts';
import { createRest, unwrap, type Rest, type RestOptions, type Tokens } from './rest.ts';
import { Kept, type Keep } from './storage.ts';

type Schemas = components['schemas'];
type SignedIn = Schemas['SignedIn'];

/** The user who is signed in on this device, and their tokens. */
export interface Identity {
  userId: string;
  accessToken: string;
  refreshToken: string;
}

/** Signs users in and out, renews tokens and stores them. */
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

  /** Loads the user who was signed in when the app ended. */
  async load(): Promise<void> {
    this.current = await this.kept.read();
  }

  /**
   * Calls the listener when a user signs in, gets new tokens or is signed out. Returns the function that removes the listener.
   */
  onChange(listener: (identity: Identity | undefined) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  token(): Promise<string | undefined> {
    return Promise.resolve(this.current?.accessToken);
  }

  /** Throws `GromeError` with a code of docs/problems.md, such as `invalid-credentials`, and `Unreachable` without an answer. */
  async signIn(body: Schemas['SignIn']): Promise<Schemas['User']> {
    return this.enter(await unwrap(this.rest.POST('/auth/signin', { body })));
  }

  async signUp(body: Schemas['SignUp']): Promise<Schemas['User']> {
    return this.enter(await unwrap(this.rest.POST('/auth/signup', { body })));
  }

  /** Signs out on this device at once, and on the server if the server can be reached. */
  async signOut(): Promise<void> {
    const token = this.current?.accessToken;
    await this.become(undefined);
    const headers = { authorization: `Bearer ${token}` };
    if (token) await this.rest.POST('/auth/signout', { headers }).catch(() => undefined);
  }

  /**
   * Fetches new tokens, one request at a time, because a refresh token works once. Returns false when the session has ended.
   * Throws `Unreachable` without an answer, and `GromeError` when the server refuses with another status than 401.
   */
  renew(): Promise<boolean> {
    return (this.renewing ??= this.fetchTokens().finally(() => (this.renewing = undefined)));
  }

  private async fetchTokens(): Promise<boolean> {
    const before = this.current;
    if (!before) return false;
    try {
      const answer = await unwrap(this.rest.POST('/auth/refresh', { body: { refreshToken: before.refreshToken } }));
      // While the answer was on its way, the user signed out or another user signed in.
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
