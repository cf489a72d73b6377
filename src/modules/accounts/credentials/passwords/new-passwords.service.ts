import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { PasswordsService } from '../../auth/passwords.service.ts';
import type { ChangePassword, ResetPassword } from '../credentials.dto.ts';
import { resetInvalid } from '../credentials.errors.ts';
import { ForgottenPasswordsService } from './forgotten-passwords.service.ts';
import { PasswordReplacement } from './password-replacement.ts';
import { ReauthenticationService } from './reauthentication.service.ts';

/** Gives an account a new password. All other sessions end, and the user gets a message. */
@Injectable()
export class NewPasswordsService {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly reauthentication: ReauthenticationService,
    private readonly forgotten: ForgottenPasswordsService,
    private readonly replacement: PasswordReplacement,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Sets a password with a token from `ForgottenPasswordsService`. Throws 422 `reset-invalid`. */
  async reset({ token, password }: ResetPassword): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.run(async () => {
      const userId = await this.forgotten.redeem(token);
      if (userId === null) throw resetInvalid();
      await this.replacement.replace(userId, passwordHash);
    });
  }

  /**
   * Sets a password with the current password. The session of the request stays. Throws 422 `wrong-password`, `sign-in-again`.
   */
  async change(actor: UserActor, { currentPassword, password }: ChangePassword): Promise<void> {
    await this.reauthentication.prove(actor, currentPassword);
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.answer(() => this.replacement.replace(actor.id, passwordHash, actor.sessionId));
  }
}
