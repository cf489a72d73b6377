import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/actor.ts';
import { isDuplicateKey } from '../../common/database/plain.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import { accountExists, UsersService } from '../users/users.service.ts';
import type { User, UserView } from '../users/users.service.ts';
import { ADDRESS_KINDS } from './code.schema.ts';
import type { AddressKind } from './code.schema.ts';
import { CodesService } from './codes.service.ts';
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

  /** A code to every address of a new account. */
  async greet(userId: string): Promise<void> {
    const user = await this.users.findById(userId);
    for (const kind of user ? unverified(user) : []) await this.sendTo(user!, kind);
  }

  /** 409 `already-verified` when nothing waits for a code, 429 when the last one was sent a moment ago. */
  async resend(actor: Actor, kind?: AddressKind): Promise<void> {
    const user = await this.users.byId(actor.id);
    const kinds = unverified(user).filter((each) => kind === undefined || each === kind);
    if (!kinds.length) throw alreadyVerified();
    await this.unitOfWork.run(async () => {
      for (const each of kinds) await this.sendTo(user, each);
    });
  }

  /** Takes effect when the code sent to the new address comes back; until then the old one stays. 409 `account-exists`. */
  async change(actor: Actor, kind: AddressKind, address: string): Promise<void> {
    const user = await this.users.byId(actor.id);
    const other = await this.users.holderOf(kind === 'email' ? { email: address } : { phone: address });
    if (other && other.id !== user.id) throw accountExists();
    if (other && isVerified(user, kind)) throw alreadyVerified();
    await this.codes.send({ userId: user.id, kind, address, language: user.preferences.language });
  }

  /** 422 `code-invalid`; 409 `account-exists` when the address became somebody else's meanwhile. */
  async verify(actor: Actor, code: string): Promise<UserView> {
    const sent = await this.codes.check(actor.id, code);
    try {
      return await this.unitOfWork.run(async () => {
        await this.codes.use(sent);
        const before = await this.users.byId(actor.id);
        const user = await this.users.setAddress(actor.id, sent.kind, sent.plainAddress);
        await this.tellOld(before, sent.kind, sent.plainAddress);
        return this.users.viewOf(user);
      });
    } catch (error) {
      throw isDuplicateKey(error) ? accountExists() : error;
    }
  }

  /** Codes and ways back in. */
  async eraseOf(userId: string): Promise<void> {
    await this.credentials.deleteCodes(userId);
    await this.credentials.deleteReset(userId);
  }

  private async sendTo(user: User, kind: AddressKind): Promise<void> {
    await this.codes.send({ userId: user.id, kind, address: user[kind]!, language: user.preferences.language });
  }

  private async tellOld(before: User, kind: AddressKind, address: string): Promise<void> {
    const { id, preferences, [kind]: old } = before;
    if (!old || old === address) return;
    await this.deliveries.sendTo({ id, preferences, [kind]: old }, 'address-changed', { channel: kind });
  }
}

const isVerified = (user: User, kind: AddressKind): boolean => user[`${kind}Verified`];
const unverified = (user: User): AddressKind[] =>
  ADDRESS_KINDS.filter((kind) => user[kind] !== undefined && !isVerified(user, kind));
