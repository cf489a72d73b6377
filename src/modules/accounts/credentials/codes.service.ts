import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { tooManyRequests } from '../../../common/errors/common.errors.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, MINUTE, plus, SECOND } from '../../../common/time/durations.ts';
import { DeliveriesService } from '../../notify/deliveries/deliveries.service.ts';
import type { AddressKind } from './code.schema.ts';
import { codeInvalid } from './credentials.errors.ts';
import { codeId, CredentialsRepository, type StoredCode } from './credentials.repository.ts';
import { codeKeyOf, hashOfCode, isSame, newCode } from './secrets.ts';

export const CODE_TRIES = 5;
/** Codes per user and kind of address. SMS cost money, and many codes would fill the mailbox of another person. */
const MOST_PER_DAY = 10;

export interface CodeRequest {
  userId: string;
  kind: AddressKind;
  address: string;
  language: string;
}

/** Codes of six digits, which prove that an address belongs to a user. */
@Injectable()
export class CodesService {
  private readonly key: KeyObject;

  constructor(
    private readonly codes: CredentialsRepository,
    private readonly deliveries: DeliveriesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.key = codeKeyOf(config.JWT_SECRET);
  }

  /**
   * Sends a code, which replaces the last code. Throws 429 with Retry-After when a code went to this address less than
   * CODE_RESEND_SECONDS ago, or when too many codes were sent within a day.
   */
  async send({ userId, kind, address, language }: CodeRequest): Promise<void> {
    const code = newCode();
    await this.unitOfWork.run(async () => {
      await this.codes.putCode(this.next(userId, kind, address, code, await this.codes.findCode(userId, kind)));
      const data = { code, minutes: Math.ceil((this.config.CODE_TTL_SECONDS * SECOND) / MINUTE) };
      const channel = kind === 'email' ? 'email' : 'sms';
      await this.deliveries.send({ userId, channel, to: address, template: 'verify-code', language, data });
    });
  }

  /** Returns the address of the last code of this kind, until that code was used. An expired code still counts. */
  async pendingAddress(userId: string, kind: AddressKind): Promise<string | undefined> {
    const sent = await this.codes.findCode(userId, kind);
    return sent && sent.triesLeft >= 0 ? sent.address : undefined;
  }

  /** Returns the stored code that this code matches. Every call uses up a try, right or wrong. Throws 422 `code-invalid`. */
  async check(userId: string, code: string): Promise<StoredCode> {
    for (const sent of await this.codes.takeTries(userId, this.clock.now()))
      if (isSame(sent.hash, hashOfCode(this.key, sent.id, code))) return sent;
    throw codeInvalid();
  }

  /**
   * Uses up a code, in the unit of work of the change that the code allows. Throws 422 `code-invalid` when another request used
   * or replaced the code first.
   */
  @InUnitOfWork()
  async use({ id, hash }: StoredCode): Promise<void> {
    if (!(await this.codes.useCode(id, hash))) throw codeInvalid();
  }

  private next(userId: string, kind: AddressKind, address: string, code: string, last: StoredCode | null): StoredCode {
    const now = this.clock.now();
    const isToday = last !== null && now.getTime() - last.countedFrom.getTime() < DAY;
    // A user who corrects a typing error in the address does not have to wait.
    const isAgain = last !== null && last.address === address;
    const waited = isAgain ? now.getTime() - last.sentAt.getTime() : Infinity;
    const pause = this.config.CODE_RESEND_SECONDS * SECOND;
    if (waited < pause) throw tooManyRequests(undefined, { retryAfter: Math.ceil((pause - waited) / SECOND) });
    if (isToday && last.sends >= MOST_PER_DAY)
      throw tooManyRequests('Too many codes today.', {
        retryAfter: Math.ceil((last.countedFrom.getTime() + DAY - now.getTime()) / SECOND),
      });
    const id = codeId(userId, kind);
    return {
      id,
      userId,
      kind,
      address,
      triesLeft: CODE_TRIES,
      sentAt: now,
      hash: hashOfCode(this.key, id, code),
      expiresAt: plus(now, this.config.CODE_TTL_SECONDS * SECOND),
      sends: isToday ? last.sends + 1 : 1,
      countedFrom: isToday ? last.countedFrom : now,
      expireAt: plus(now, DAY + this.config.CODE_TTL_SECONDS * SECOND),
    };
  }
}
