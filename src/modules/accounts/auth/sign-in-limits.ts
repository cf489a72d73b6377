import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { guesserOf } from '../../../common/http/network-of.ts';
import { requestContext } from '../../../common/http/request-context.ts';
import { RateLimits } from '../../../common/limits/rate-limits.ts';
import { DAY, SECOND } from '../../../common/time/durations.ts';
import { REDIS } from '../../../common/redis/redis.tokens.ts';
import type { Login } from '../users/user.types.ts';

const KNOWN_FOR_SECONDS = (90 * DAY) / SECOND;

/** One attempt to sign in. An attempt is counted before the password is compared, so that many attempts at once gain nothing. */
export interface Attempt {
  login: string;
  network: string;
  isKnown: boolean;
  ip: string | undefined;
}

/**
 * Slows down people who guess passwords for one account, or try one password on many accounts, and locks no owner out: failures
 * count for the network from which they come, and failures from many networks only stop networks from which nobody has signed in
 * to the account. Accounts that do not exist have the same limits.
 */
@Injectable()
export class SignInLimits {
  constructor(
    private readonly limits: RateLimits,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Counts an attempt. Throws 429 with Retry-After. */
  async begin(login: Login): Promise<Attempt> {
    const ip = requestContext()?.ip;
    const attempt = { login: hashOf(login), network: guesserOf(ip), isKnown: false, ip };
    if (!this.limits.areOn) return attempt;
    // While Redis is away no network is known, which only makes the limits stricter.
    attempt.isKnown = (await this.redis.exists(this.knownKey(attempt)).catch(() => 0)) === 1;
    await this.limits.take('sign-in-pair', pairOf(attempt), ip);
    if (attempt.isKnown) return attempt;
    await this.limits.take('sign-in-network', attempt.network, ip);
    await this.limits.take('sign-in-strangers', attempt.login, ip);
    return attempt;
  }

  /** Gives the attempt back and remembers the network of the account for 90 days. */
  async succeeded(attempt: Attempt): Promise<void> {
    if (!this.limits.areOn) return;
    await this.limits.forget('sign-in-pair', pairOf(attempt));
    if (!attempt.isKnown) {
      await this.limits.giveBack('sign-in-network', attempt.network, attempt.ip);
      await this.limits.giveBack('sign-in-strangers', attempt.login, attempt.ip);
    }
    await this.redis.set(this.knownKey(attempt), '1', 'EX', KNOWN_FOR_SECONDS).catch(() => undefined);
  }

  private knownKey({ login, network }: Attempt): string {
    return `${this.config.REDIS_PREFIX}:known:${login}:${network}`;
  }
}

const pairOf = ({ login, network }: Attempt): string => `${login}:${network}`;
const hashOf = (login: Login): string => createHash('sha256').update(JSON.stringify(login)).digest('base64url');
