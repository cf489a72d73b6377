import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../common/auth/actor.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Clock } from '../../common/time/clock.ts';
import { PasswordsService } from '../auth/passwords.service.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import { UsersService } from '../users/users.service.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { resetInvalid, signInAgain, wrongPassword } from './credentials.errors.ts';
import type { ChangePassword, ResetPassword } from './credentials.dto.ts';
import { hashOfResetToken } from './secrets.ts';

/** Gives an account another password: every other sign-in ends with it, and the user is told. */
@Injectable()
export class NewPasswordsService {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly deliveries: DeliveriesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** With a token that was sent: once, and not when the account's other address was proved meanwhile. 422 `reset-invalid`. */
  async reset({ token, password }: ResetPassword): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.run(async () => {
      const reset = await this.credentials.useReset(hashOfResetToken(token), this.clock.now());
      if (!reset || !(await this.users.provedBy(reset.userId, reset.kind))) throw resetInvalid();
      await this.set(reset.userId, passwordHash);
    });
  }

  /** With the present one; this session stays. 422 `wrong-password`. */
  async change(actor: UserActor, { currentPassword, password }: ChangePassword): Promise<void> {
    await this.mustKnow(actor, currentPassword);
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.answer(() => this.set(actor.id, passwordHash, actor.sessionId));
  }

  /**
   * 422 `wrong-password` for whoever holds a phone that is not his. Where there is no password, the provider has to have vouched
   * for him a moment ago: 422 `sign-in-again`.
   */
  async mustKnow(actor: UserActor, password = ''): Promise<void> {
    const { passwordHash } = await this.users.accountById(actor.id);
    if (passwordHash === undefined) {
      if (!(await this.sessions.isFresh(actor))) throw signInAgain();
    } else if (!(await this.passwords.matches(password, passwordHash))) throw wrongPassword();
  }

  private async set(userId: string, passwordHash: string, kept?: string): Promise<void> {
    await this.users.setPassword(userId, passwordHash);
    await this.credentials.deleteReset(userId);
    await this.sessions.endAllOf(userId, kept);
    const at = this.clock.now().toISOString();
    await this.deliveries.sendTo(await this.users.byId(userId), 'password-changed', { at });
  }
}
