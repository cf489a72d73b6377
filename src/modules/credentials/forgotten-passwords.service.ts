import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import type { DomainEvents } from '../../common/events/domain-events.ts';
import { EventRecorder } from '../../common/events/event-recorder.ts';
import { Clock } from '../../common/time/clock.ts';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import type { Login } from '../users/user.types.ts';
import { isClaim } from '../users/users.policy.ts';
import { UsersService } from '../users/users.service.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { hashOfResetToken, newResetToken } from './secrets.ts';

export const RESET_MINUTES = 60;
/** Whoever asks again and again fills nobody's mailbox. */
const PAUSE_MS = 60_000;
const MINUTE = 60_000;

/** The way back in for who forgot the password. */
@Injectable()
export class ForgottenPasswordsService {
  constructor(
    private readonly users: UsersService,
    private readonly credentials: CredentialsRepository,
    private readonly deliveries: DeliveriesService,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One read and one write, whether there is such an account or not, so neither answer nor time tells. What follows is the worker's. */
  async ask(login: Login): Promise<void> {
    const user = await this.users.findByLogin(login);
    const payload = { userId: user?.id ?? null, kind: 'email' in login ? 'email' : 'phone' } as const;
    await this.unitOfWork.run(() => this.events.record('password-reset.requested', payload));
  }

  /** Sends a token to the address that was given, unless that may be another's. In the unit of work of the event. */
  async issue({ userId, kind }: DomainEvents['password-reset.requested']): Promise<void> {
    const user = userId === null ? null : await this.users.findById(userId);
    const now = this.clock.now();
    if (!user?.[kind] || user.suspendedAt || isClaim(user, kind)) return;
    if (await this.credentials.wasResetAsked(user.id, new Date(now.getTime() - PAUSE_MS))) return;
    const token = newResetToken();
    const expireAt = new Date(now.getTime() + RESET_MINUTES * MINUTE);
    await this.credentials.putReset(user.id, { hash: hashOfResetToken(token), kind, at: now, expireAt });
    const { id, preferences, [kind]: address } = user;
    const data = { token, minutes: RESET_MINUTES };
    await this.deliveries.sendTo({ id, preferences, [kind]: address }, 'password-reset', data);
  }
}
