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

/** New accounts of people who come by themselves. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly users: UsersService,
    private readonly barbers: BarbersService,
    private readonly passwords: PasswordsService,
    private readonly auth: AuthService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Account, a barber's empty profile and the first session, all or nothing. 409 `account-exists`. */
  async signUp({ password, device, ...person }: SignUp): Promise<AuthView> {
    await this.refuseKnown(person);
    const passwordHash = await this.passwords.hash(password);
    try {
      return await this.unitOfWork.run(async () =>
        this.auth.open(await this.register({ ...person, passwordHash }), device),
      );
    } catch (error) {
      throw isDuplicateKey(error) ? accountExists() : error;
    }
  }

  /** The account and, for a barber, the empty profile. An address that is taken is a duplicate key error out of the unit of work. */
  @InUnitOfWork()
  async register(person: NewUser): Promise<User> {
    const user = await this.users.register(person);
    if (user.role === 'barber') await this.barbers.createProfile({ userId: user.id, name: user.name });
    return user;
  }

  /** Spares the hash where the answer is known; two sign-ups at once are told apart by the unique index. */
  private async refuseKnown({ email, phone }: Pick<SignUp, 'email' | 'phone'>): Promise<void> {
    if (email && (await this.users.holderOf({ email }))) throw accountExists();
    if (phone && (await this.users.holderOf({ phone }))) throw accountExists();
  }
}
