import { Injectable } from '@nestjs/common';
import { newId } from '../../../common/database/ids.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { EventRecorder } from '../../../common/events/event-recorder.ts';
import { Clock } from '../../../common/time/clock.ts';
import { AvatarsService } from './avatars.service.ts';
import { isUnproved } from './users.policy.ts';
import { newUser } from './user.ts';
import type { Account, Login, NewUser, User } from './user.types.ts';
import type { ChangeMe, UserView } from './users.dto.ts';
import { UsersRepository } from './users.repository.ts';

/** Creates, finds and changes accounts. */
@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly avatars: AvatarsService,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates the account of a person who signs up, and records `user.registered`. The unit of work fails with a duplicate key
   * error when another account has the address. An address that is unproved on another account is removed from that account
   * (`isUnproved`).
   */
  async register(given: NewUser): Promise<User> {
    const { email, phone } = given;
    return this.unitOfWork.run(async () => {
      if (email) await this.users.releaseUnproved({ email });
      if (phone) await this.users.releaseUnproved({ phone });
      const user = await this.create(given);
      await this.events.record('user.registered', { userId: user.id, role: user.role });
      return user;
    });
  }

  /** Creates an account without an event, for imports and demo data. */
  async create(given: NewUser): Promise<User> {
    const account = newUser(newId(), this.clock.now(), given);
    await this.users.insert(account);
    const { passwordHash: _secret, ...user } = account;
    return user;
  }

  /**
   * Returns accounts by email address (lower case), and creates the missing accounts without an event. Existing accounts stay as
   * they are. Callers do not use a unit of work, because another request may take an address in the meantime.
   */
  async ensureAccounts(given: (NewUser & { email: string })[]): Promise<Map<string, Pick<User, 'id' | 'role'>>> {
    const known = await this.users.findByEmails(given.map(({ email }) => email));
    const accounts = new Map(known.map(({ email, id, role }) => [email, { id, role }]));
    const missing = given.filter(({ email }) => !accounts.has(email));
    if (!missing.length) return accounts;
    const now = this.clock.now();
    await this.users.insertMany(missing.map((person) => newUser(newId(), now, person)));
    return this.ensureAccounts(given);
  }

  async findById(id: string): Promise<User | null> {
    return this.users.findById(id);
  }

  /** Returns the account. Throws 404. */
  async byId(id: string): Promise<User> {
    const user = await this.findById(id);
    if (!user) throw notFound();
    return user;
  }

  /** Returns the account with this address, also when the address is unproved there. */
  async findByLogin(login: Login): Promise<Account | null> {
    return this.users.findByLogin(login);
  }

  /**
   * Returns the account that owns the address, or null when no account has the address or the address is unproved (`isUnproved`).
   */
  async ownerOf(login: Login): Promise<Account | null> {
    const account = await this.findByLogin(login);
    return account && isUnproved(account, 'email' in login ? 'email' : 'phone') ? null : account;
  }

  /** Returns the account with the password hash, which a change of credentials compares. Throws 404. */
  async accountById(id: string): Promise<Account> {
    const account = await this.users.findAccount(id);
    if (!account) throw notFound();
    return account;
  }

  /**
   * Stores an address that the user has proved. An address that is unproved on another account is removed from that account. The
   * unit of work fails with a duplicate key error when another account owns the address.
   */
  @InUnitOfWork()
  async setAddress(id: string, kind: 'email' | 'phone', address: string): Promise<User> {
    await this.users.releaseUnproved(kind === 'email' ? { email: address } : { phone: address });
    const user = await this.users.setAddress(id, kind, address);
    if (!user) throw notFound();
    return user;
  }

  /**
   * Marks an address as proved because somebody brought a token that was sent there. If nobody had proved the address before,
   * another person may have made the account and added their own address. That other address is removed, because that person
   * could come back with it. Returns false and changes nothing when only the other address is proved: this address may then
   * belong to another person.
   */
  @InUnitOfWork()
  async provedBy(id: string, kind: 'email' | 'phone'): Promise<boolean> {
    const user = await this.byId(id);
    if (isUnproved(user, kind)) return false;
    if (!user[`${kind}Verified`]) await this.users.keepAddress(id, kind);
    return true;
  }

  /** Stores a new password hash. The caller ends the sessions of the old password in the same unit of work. */
  @InUnitOfWork()
  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.users.update(id, { passwordHash });
  }

  /**
   * Marks a sign-in, before a session starts. This collides with a suspension or a change of role at the same moment. Returns
   * null when the account was suspended or its password was changed in the meantime.
   */
  @InUnitOfWork()
  markSignIn({ id, passwordHash = '' }: Account): Promise<User | null> {
    return this.signedIn(id, passwordHash);
  }

  /**
   * Marks a sign-in of a person whom a provider has proved. The password does not matter. Returns null for a suspended account.
   */
  @InUnitOfWork()
  markProviderSignIn(id: string): Promise<User | null> {
    return this.signedIn(id);
  }

  /**
   * Locks the record of an account until the unit of work ends, so that two decisions about the ways to sign in collide. Throws
   * 404.
   */
  @InUnitOfWork()
  async lock(id: string): Promise<Account> {
    const account = await this.users.lock(id);
    if (!account) throw notFound();
    return account;
  }

  async namesOf(ids: string[]): Promise<Map<string, string>> {
    const found = await this.users.findNames([...new Set(ids)]);
    return new Map(found.map(({ id, name }) => [id, name]));
  }

  async contactsOf(ids: string[]): Promise<Map<string, { name: string; phone?: string }>> {
    const found = await this.users.findContacts([...new Set(ids)]);
    return new Map(found.map(({ id, name, phone }) => [id, { name, ...(phone && { phone }) }]));
  }

  async view(id: string): Promise<UserView> {
    return this.viewOf(await this.byId(id));
  }

  /** Returns the view of an account, with a link to the picture when the account has a picture. */
  viewOf(user: User): Promise<UserView> {
    return this.avatars.viewOf(user);
  }

  /** Changes the given parts of name, picture and preferences. Everything else stays. Throws 422 `upload-not-usable`. */
  async update(id: string, changes: ChangeMe): Promise<UserView> {
    const paths = toPaths(changes);
    if (!Object.keys(paths).length) return this.view(id);
    return this.unitOfWork.answer(async () => {
      if (changes.avatarId !== undefined) await this.avatars.replace(await this.byId(id), changes.avatarId);
      const user = await this.users.update(id, paths);
      if (!user) throw notFound();
      return this.viewOf(user);
    });
  }

  /** Marks the sign-in, which reopens a closed account. The record before the sign-in shows whether the account was closed. */
  private async signedIn(id: string, passwordHash?: string): Promise<User | null> {
    const at = this.clock.now();
    const before = await this.users.markSignIn(id, at, passwordHash);
    if (!before) return null;
    const { closing, ...user } = before;
    if (closing) await this.events.record('user.reopened', { userId: id });
    return { ...user, lastSignInAt: at };
  }
}

/**
 * Turns changes into paths: `{ preferences: { notifications: { sms: false } } }` → `{ 'preferences.notifications.sms': false }`.
 * Quiet hours stay one value.
 */
function toPaths({
  name,
  avatarId,
  preferences: { notifications = {}, ...preferences } = {},
}: ChangeMe): Record<string, unknown> {
  return {
    ...(name !== undefined && { name }),
    ...(avatarId !== undefined && { avatarId }),
    ...prefixed('preferences.', preferences),
    ...prefixed('preferences.notifications.', notifications),
  };
}

const prefixed = (prefix: string, values: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[prefix + key, value]])),
  );
