import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { tooManyRequests } from '../../../common/errors/common.errors.ts';
import { HashQueue } from './hash-queue.ts';

const VERSION = 'v1$';
const LABEL = 'grome/password/v1';
/** A hash takes about 0.2 seconds. More than two hashes at once would starve all other work on a small machine. */
const AT_ONCE = 2;
const RETRY_AFTER_SECONDS = 2;

/**
 * bcrypt reads 72 bytes and stops at a zero byte. This digest goes to bcrypt instead, so that every byte of a password counts.
 */
const digest = (password: string): string => createHmac('sha256', LABEL).update(password, 'utf8').digest('base64');

/** Hashes and compares passwords, a few at a time. Callers never do this inside a unit of work. */
@Injectable()
export class PasswordsService {
  private readonly rounds: number;
  private readonly queue: HashQueue;
  /** A hash that no password matches, and that costs as much to compare as a real hash. */
  private readonly dummy: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.rounds = config.PASSWORD_HASH_ROUNDS;
    this.dummy = bcrypt.genSaltSync(this.rounds) + '.'.repeat(31);
    this.queue = new HashQueue(AT_ONCE, config.PASSWORD_HASH_QUEUE, () =>
      tooManyRequests(undefined, { retryAfter: RETRY_AFTER_SECONDS }),
    );
  }

  /** Returns the versioned hash. Throws 429 when too much work waits already. */
  async hash(password: string): Promise<string> {
    return VERSION + (await this.queue.run(() => bcrypt.hash(digest(password), this.rounds)));
  }

  /** Compares a password with the stored hash, and takes the same time when there is none. Throws 429 like `hash`. */
  async matches(password: string, stored: string | undefined): Promise<boolean> {
    const hash = stored?.startsWith(VERSION) ? stored.slice(VERSION.length) : this.dummy;
    return this.queue.run(() => bcrypt.compare(digest(password), hash));
  }
}
