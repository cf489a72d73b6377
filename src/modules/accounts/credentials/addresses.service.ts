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

/** The email address and phone number of an account: theirs once a code sent there has come back. */
@Injectable()
export class AddressesService {
  constructor(
    private readonly users: UsersService,
    private readonly codes: CodesService,
    private readonly credentials: CredentialsRepository,
    private readonly deliveries: DeliveriesService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Sends a code to every address of a new account. */
  @InUnitOfWork()
  async greet(userId: string): Promise<void> {
    const user = await this.users.findById(userId);
    for (const each of user ? await this.waiting(user, ADDRESS_KINDS) : []) await this.codes.send(each);
  }

  /** To the new address where a change waits for its code. 409 `already-verified` when nothing waits, 429 a moment after the last one. */
  async resend(actor: UserActor, kind?: AddressKind): Promise<void> {
    const user = await this.users.byId(actor.id);
    await this.unitOfWork.run(async () => {
      const waiting = await this.waiting(user, kind === undefined ? ADDRESS_KINDS : [kind]);
      if (!waiting.length) throw alreadyVerified();
      for (const each of waiting) await this.codes.send(each);
    });
  }

  /** Takes effect when the code sent to the new address comes back; until then the old one stays. 409 `account-exists`. */
  async change(actor: UserActor, kind: AddressKind, address: string): Promise<void> {
    const user = await this.users.byId(actor.id);
    const other = await this.users.holderOf(kind === 'email' ? { email: address } : { phone: address });
    if (other && other.id !== user.id) throw accountExists();
    if (other && isVerified(user, kind)) throw alreadyVerified();
    const code = { userId: user.id, kind, address, language: user.preferences.language };
    await this.unitOfWork.answer(() => this.codes.send(code));
  }

  /** 422 `code-invalid`; 409 `account-exists` when the address became somebody else's meanwhile. */
  async verify(actor: UserActor, code: string): Promise<UserView> {
    const sent = await this.codes.check(actor.id, code);
    try {
      return await this.unitOfWork.run(async () => {
        await this.codes.use(sent);
        const before = await this.users.byId(actor.id);
        const user = await this.users.setAddress(actor.id, sent.kind, sent.address);
        // A token that went to the address of before would still open the account.
        if (before[sent.kind] !== sent.address) await this.credentials.deleteReset(actor.id);
        await this.tellOld(before, sent.kind, sent.address);
        return this.users.viewOf(user);
      });
    } catch (error) {
      throw isDuplicateKey(error) ? accountExists() : error;
    }
  }

  /** The addresses that a code has to prove. */
  private async waiting(user: User, kinds: readonly AddressKind[]): Promise<CodeRequest[]> {
    const { id: userId, preferences } = user;
    const found: CodeRequest[] = [];
    for (const kind of kinds) {
      const address = (await this.codes.awaited(userId, kind)) ?? user[kind];
      if (address === undefined || (address === user[kind] && isVerified(user, kind))) continue;
      found.push({ userId, kind, address, language: preferences.language });
    }
    return found;
  }

  /** At the address that was replaced, or at the other one when this is one more way in: a thief would begin with that. */
  private async tellOld(before: User, kind: AddressKind, address: string): Promise<void> {
    const { id, preferences, [kind]: old } = before;
    const other = kind === 'email' ? 'phone' : 'email';
    if (!old)
      await this.deliveries.sendTo({ id, preferences, [other]: before[other] }, 'address-added', { channel: kind });
    else if (old !== address)
      await this.deliveries.sendTo({ id, preferences, [kind]: old }, 'address-changed', { channel: kind });
  }
}

const isVerified = (user: User, kind: AddressKind): boolean => user[`${kind}Verified`];
