import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { isDuplicateKey } from '../../../common/database/plain.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DeliveriesService } from '../../notify/deliveries/deliveries.service.ts';
import { accountExists } from '../users/users.errors.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';
import type { UserView } from '../users/users.dto.ts';
import { ADDRESS_KINDS, type AddressKind } from './code.schema.ts';
import { CodesService, type CodeRequest } from './codes.service.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { alreadyVerified } from './credentials.errors.ts';

/** The email address and phone number of an account. A user proves an address with a code that was sent to the address. */
@Injectable()
export class AddressesService {
  constructor(
    private readonly users: UsersService,
    private readonly codes: CodesService,
    private readonly credentials: CredentialsRepository,
    private readonly deliveries: DeliveriesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Sends a code to every address of a new account that is not verified. */
  @InUnitOfWork()
  async sendFirstCodes(userId: string): Promise<void> {
    const user = await this.users.findById(userId);
    for (const each of user ? await this.unproved(user, ADDRESS_KINDS) : []) await this.codes.send(each);
  }

  /**
   * Sends the codes again. When a change of address waits for its code, the code goes to the new address. Throws 409
   * `already-verified` when no address waits for a code, and 429 with Retry-After shortly after the last code.
   */
  async resend(actor: UserActor, kind?: AddressKind): Promise<void> {
    const user = await this.users.byId(actor.id);
    await this.unitOfWork.run(async () => {
      const unproved = await this.unproved(user, kind === undefined ? ADDRESS_KINDS : [kind]);
      if (!unproved.length) throw alreadyVerified();
      for (const each of unproved) await this.codes.send(each);
    });
  }

  /**
   * Sends a code to the new address. The old address stays until the user brings the code. Throws 409 `account-exists` or
   * `already-verified`, and 429 with Retry-After.
   */
  async change(actor: UserActor, kind: AddressKind, address: string): Promise<void> {
    const user = await this.users.byId(actor.id);
    const other = await this.users.ownerOf(kind === 'email' ? { email: address } : { phone: address });
    if (other && other.id !== user.id) throw accountExists();
    if (other && isVerified(user, kind)) throw alreadyVerified();
    const code = { userId: user.id, kind, address, language: user.preferences.language };
    await this.unitOfWork.answer(() => this.codes.send(code));
  }

  /**
   * Stores the address that the code proves. Throws 422 `code-invalid`, and 409 `account-exists` when another account got the
   * address in the meantime.
   */
  async verify(actor: UserActor, code: string): Promise<UserView> {
    const sent = await this.codes.check(actor.id, code);
    try {
      return await this.unitOfWork.run(async () => {
        await this.codes.use(sent);
        const before = await this.users.byId(actor.id);
        const user = await this.users.setAddress(actor.id, sent.kind, sent.address);
        // A reset token that was sent to the old address would still open the account.
        if (before[sent.kind] !== sent.address) await this.credentials.deleteReset(actor.id);
        await this.warnOwner(before, sent.kind, sent.address);
        return this.users.viewOf(user);
      });
    } catch (error) {
      throw isDuplicateKey(error) ? accountExists() : error;
    }
  }

  /** Returns the addresses that a code still has to prove. */
  private async unproved(user: User, kinds: readonly AddressKind[]): Promise<CodeRequest[]> {
    const { id: userId, preferences } = user;
    const found: CodeRequest[] = [];
    for (const kind of kinds) {
      const address = (await this.codes.pendingAddress(userId, kind)) ?? user[kind];
      if (address === undefined || (address === user[kind] && isVerified(user, kind))) continue;
      found.push({ userId, kind, address, language: preferences.language });
    }
    return found;
  }

  /**
   * Tells the owner about a new address, because a thief would begin with a new address. The message goes to the address that
   * was replaced, or to the other address when the account had no address of this kind.
   */
  private async warnOwner(before: User, kind: AddressKind, address: string): Promise<void> {
    const { id, preferences, [kind]: old } = before;
    const other = kind === 'email' ? 'phone' : 'email';
    if (!old)
      await this.deliveries.sendTo({ id, preferences, [other]: before[other] }, 'address-added', { channel: kind });
    else if (old !== address)
      await this.deliveries.sendTo({ id, preferences, [kind]: old }, 'address-changed', { channel: kind });
  }
}

const isVerified = (user: User, kind: AddressKind): boolean => user[`${kind}Verified`];
