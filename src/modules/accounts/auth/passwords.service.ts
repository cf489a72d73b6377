import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { tooManyRequests } from '../../../common/errors/common.errors.ts';
import { HashQueue } from './hash-queue.ts';

const VERSION = 'v1$';
const LABEL = 'grome/password/v1';
/** A hash takes about 0.2 s: more than two at once starve everything else on a small machine. */
const AT_ONCE = 2;
const RETRY_AFTER_SECONDS = 2;

/** bcrypt reads 72 bytes and stops at a zero byte; the digest before it makes every byte of any password count. */
const digest = (password: string): string => createHmac('sha256', LABEL).update(password, 'utf8').digest('base64');

/** Hashes and compares passwords, a few at a time. Never inside a unit of work. */
@Injectable()
export class PasswordsService {
  private readonly rounds: number;
  private readonly queue: HashQueue;
  /** Equals no password and costs as much to compare as a real hash. */
  private readonly dummy: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.rounds = config.PASSWORD_HASH_ROUNDS;
    this.dummy = bcrypt.genSaltSync(this.rounds) + '.'.repeat(31);
    this.queue = new HashQueue(AT_ONCE, config.PASSWORD_HASH_QUEUE, () =>
      tooManyRequests(undefined, { retryAfter: RETRY_AFTER_SECONDS }),
    );
  }

  async hash(password: string): Promise<string> {
    return VERSION + (await this.queue.run(() => bcrypt.hash(digest(password), this.rounds)));
  }

  /** Takes the same time when there is nothing to compare with. */
  async matches(password: string, stored: string | undefined): Promise<boolean> {
    const hash = stored?.startsWith(VERSION) ? stored.slice(VERSION.length) : this.dummy;
    return this.queue.run(() => bcrypt.compare(digest(password), hash));
  }
}
