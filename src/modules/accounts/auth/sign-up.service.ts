import { Injectable } from '@nestjs/common';
import { isDuplicateKey } from '../../../common/database/plain.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { BarbersService } from '../../shop/barbers/barbers.service.ts';
import { accountExists } from '../users/users.errors.ts';
import { UsersService } from '../users/users.service.ts';
import type { NewUser, User } from '../users/user.types.ts';
import type { AuthView, SignUp } from './auth.dto.ts';
import { AuthService } from './auth.service.ts';
import { PasswordsService } from './passwords.service.ts';

/** Creates accounts for people who sign up. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly users: UsersService,
    private readonly barbers: BarbersService,
    private readonly passwords: PasswordsService,
    private readonly auth: AuthService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Creates the account, the empty profile of a barber, and the first session: all or nothing. Throws 409 `account-exists`. */
  async signUp({ password, device, ...person }: SignUp): Promise<AuthView> {
    await this.refuseKnown(person);
    const passwordHash = await this.passwords.hash(password);
    try {
      return await this.unitOfWork.run(async () =>
        this.auth.startSession(await this.register({ ...person, passwordHash }), device),
      );
    } catch (error) {
      throw isDuplicateKey(error) ? accountExists() : error;
    }
  }

  /**
   * Creates the account and, for a barber, the empty profile. The unit of work fails with a duplicate key error when another
   * account has the address.
   */
  @InUnitOfWork()
  async register(person: NewUser): Promise<User> {
    const user = await this.users.register(person);
    if (user.role === 'barber') await this.barbers.createProfile({ userId: user.id, name: user.name });
    return user;
  }

  /**
   * Refuses a known address before the expensive hash is made. Of two sign-ups with the same address at the same moment, the
   * unique index refuses the second.
   */
  private async refuseKnown({ email, phone }: Pick<SignUp, 'email' | 'phone'>): Promise<void> {
    if (email && (await this.users.ownerOf({ email }))) throw accountExists();
    if (phone && (await this.users.ownerOf({ phone }))) throw accountExists();
  }
}
