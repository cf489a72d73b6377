import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { SessionsService } from '../../auth/sessions/sessions.service.ts';
import { DeliveriesService } from '../../../notify/deliveries/deliveries.service.ts';
import { UsersService } from '../../users/users.service.ts';
import { CredentialsRepository } from '../credentials.repository.ts';

/** Replaces a password: everything that the old password opened is closed, and the user gets a message. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly users: UsersService,
    private readonly credentials: CredentialsRepository,
    private readonly sessions: SessionsService,
    private readonly deliveries: DeliveriesService,
    private readonly clock: Clock,
  ) {}

  /** Stores the password, and ends every session except `keptSessionId`. */
  @InUnitOfWork()
  async replace(userId: string, passwordHash: string, keptSessionId?: string): Promise<void> {
    await this.users.setPassword(userId, passwordHash);
    await this.credentials.deleteReset(userId);
    await this.sessions.endAllOf(userId, keptSessionId);
    const at = this.clock.now().toISOString();
    await this.deliveries.sendTo(await this.users.byId(userId), 'password-changed', { at });
  }
}
