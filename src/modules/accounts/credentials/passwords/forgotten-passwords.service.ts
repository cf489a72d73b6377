import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../../common/database/unit-of-work.ts';
import type { DomainEvents } from '../../../../common/events/domain-events.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { MINUTE, plus } from '../../../../common/time/durations.ts';
import { DeliveriesService } from '../../../notify/deliveries/deliveries.service.ts';
import { isUnproved } from '../../users/users.policy.ts';
import { UsersService } from '../../users/users.service.ts';
import { CredentialsRepository } from '../credentials.repository.ts';
import { hashOfResetToken, newResetToken } from '../secrets.ts';

export const RESET_MINUTES = 60;
/** The pause between two tokens, so that repeated requests do not fill a mailbox. */
const PAUSE_MS = MINUTE;

/** Tokens for a new password. A token is sent to an address of the account and works once. */
@Injectable()
export class ForgottenPasswordsService {
  constructor(
    private readonly users: UsersService,
    private readonly credentials: CredentialsRepository,
    private readonly deliveries: DeliveriesService,
    private readonly clock: Clock,
  ) {}

  /** Sends a token to the address that was given, unless that address may belong to another person (`isUnproved`). */
  @InUnitOfWork()
  async issue({ userId, kind }: DomainEvents['password-reset.requested']): Promise<void> {
    const user = userId === null ? null : await this.users.findById(userId);
    const now = this.clock.now();
    if (!user?.[kind] || user.suspendedAt || isUnproved(user, kind)) return;
    if (await this.credentials.wasResetAsked(user.id, plus(now, -PAUSE_MS))) return;
    const token = newResetToken();
    const expireAt = plus(now, RESET_MINUTES * MINUTE);
    await this.credentials.putReset(user.id, { hash: hashOfResetToken(token), kind, at: now, expireAt });
    const { id, preferences, [kind]: address } = user;
    const data = { token, minutes: RESET_MINUTES };
    await this.deliveries.sendTo({ id, preferences, [kind]: address }, 'password-reset', data);
  }

  /**
   * Uses up a token and returns the id of its user. Returns null when the token is unknown, used or expired, or when the other
   * address of the account was proved in the meantime and the address of the token was not.
   */
  @InUnitOfWork()
  async redeem(token: string): Promise<string | null> {
    const reset = await this.credentials.useReset(hashOfResetToken(token), this.clock.now());
    return reset && (await this.users.provedBy(reset.userId, reset.kind)) ? reset.userId : null;
  }
}
