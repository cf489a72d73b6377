import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../../common/auth/actor.ts';
import { PasswordsService } from '../../auth/passwords.service.ts';
import { SessionsService } from '../../auth/sessions/sessions.service.ts';
import { UsersService } from '../../users/users.service.ts';
import { signInAgain, wrongPassword } from '../credentials.errors.ts';

/** Asks a person who is signed in to prove once more that the account is theirs. */
@Injectable()
export class ReauthenticationService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * 422 `wrong-password` for a person who holds a phone that is not theirs. Where there is no password, the provider has to have
   * vouched for them a moment ago: 422 `sign-in-again`.
   */
  async prove(actor: UserActor, password = ''): Promise<void> {
    const { passwordHash } = await this.users.accountById(actor.id);
    if (passwordHash === undefined) {
      if (!(await this.sessions.isFresh(actor))) throw signInAgain();
    } else if (!(await this.passwords.matches(password, passwordHash))) throw wrongPassword();
  }
}
