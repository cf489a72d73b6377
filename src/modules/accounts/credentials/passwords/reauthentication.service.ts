import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../../common/auth/actor.ts';
import { PasswordsService } from '../../auth/passwords.service.ts';
import { SessionsService } from '../../auth/sessions/sessions.service.ts';
import { UsersService } from '../../users/users.service.ts';
import { signInAgain, wrongPassword } from '../credentials.errors.ts';

/** Makes a signed-in person prove again that the account is theirs. */
@Injectable()
export class ReauthenticationService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Stops a person who has somebody else's phone: throws 422 `wrong-password`. For an account without a password, the user has to
   * have signed in with a provider within the last ten minutes; otherwise this throws 422 `sign-in-again`.
   */
  async prove(actor: UserActor, password = ''): Promise<void> {
    const { passwordHash } = await this.users.accountById(actor.id);
    if (passwordHash === undefined) {
      if (!(await this.sessions.isFresh(actor))) throw signInAgain();
    } else if (!(await this.passwords.matches(password, passwordHash))) throw wrongPassword();
  }
}
