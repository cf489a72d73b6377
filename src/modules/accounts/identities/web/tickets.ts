import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { FieldCrypto } from '../../../../common/crypto/field-crypto.ts';
import { InUnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { HOUR, plus, SECOND } from '../../../../common/time/durations.ts';
import { DATA, type TicketKind, type TicketRecord } from '../identity.schema.ts';
import { MAX_TOKEN_AGE_SECONDS, type ProviderName } from '../providers/providers.ts';
import { TicketsRepository } from './tickets.repository.ts';

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
const idOf = (kind: TicketKind, secret: string): string => `${kind}:${sha256(secret)}`;

/** Secrets that work for a short time, with their data. A copy of the database shows neither the secrets nor the data. */
@Injectable()
export class Tickets {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly crypto: FieldCrypto,
    private readonly clock: Clock,
  ) {}

  /** Stores data under a secret for `seconds`. */
  async put(kind: Exclude<TicketKind, 'spent'>, secret: string, data: object, seconds: number): Promise<void> {
    const sealed = this.crypto.encrypt(DATA, JSON.stringify(data));
    await this.tickets.insert({ _id: idOf(kind, secret), data: sealed, expireAt: this.in(seconds) });
  }

  /** Returns the data of a secret, or null when the secret is unknown, used or expired. */
  async find<T>(kind: TicketKind, secret: string): Promise<T | null> {
    return this.read<T>(await this.tickets.find(idOf(kind, secret), this.clock.now()));
  }

  /** Uses up a secret and returns its data. Returns null when the secret is unknown, used or expired. */
  async take<T>(kind: TicketKind, secret: string): Promise<T | null> {
    return this.read<T>(await this.tickets.take(idOf(kind, secret), this.clock.now()));
  }

  /**
   * Marks the token of a provider as used. Returns false when the token or its nonce was used before, because the person who
   * brings the token now may have stolen it.
   */
  @InUnitOfWork()
  async spendToken({ provider, onceOnly }: { provider: ProviderName; onceOnly: string[] }): Promise<boolean> {
    const expireAt = this.in(MAX_TOKEN_AGE_SECONDS + HOUR / SECOND);
    for (const secret of onceOnly)
      if (!(await this.tickets.insertOnce({ _id: idOf('spent', `${provider}:${secret}`), expireAt }))) return false;
    return true;
  }

  private in(seconds: number): Date {
    return plus(this.clock.now(), seconds * SECOND);
  }

  private read<T>(ticket: TicketRecord | null): T | null {
    return ticket?.data === undefined ? null : (JSON.parse(this.crypto.decrypt(DATA, ticket.data)) as T);
  }
}
