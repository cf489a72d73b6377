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
   * A person signed up: the account and the fact. An address that is taken is a duplicate key error out of the unit of work; one
   * that is only claimed is taken off the other account.
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

  /** An account nobody is told about (import, demo). */
  async create(given: NewUser): Promise<User> {
    const account = newUser(newId(), this.clock.now(), given);
    await this.users.insert(account);
    const { passwordHash: _secret, ...user } = account;
    return user;
  }

  /**
   * Accounts by email address (lower case). Those that exist are left as they are, nobody is told about new ones. Not for a unit
   * of work: an address may be taken meanwhile.
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

  async byId(id: string): Promise<User> {
    const user = await this.findById(id);
    if (!user) throw notFound();
    return user;
  }

  async findByLogin(login: Login): Promise<Account | null> {
    return this.users.findByLogin(login);
  }

  /** Whose address it is; nobody's as long as it is only claimed. */
  async holderOf(login: Login): Promise<Account | null> {
    const account = await this.findByLogin(login);
    return account && isUnproved(account, 'email' in login ? 'email' : 'phone') ? null : account;
  }

  /** With what has to be compared when an account changes its password. */
  async accountById(id: string): Promise<Account> {
    const account = await this.users.findAccount(id);
    if (!account) throw notFound();
    return account;
  }

  /**
   * Stores an address that was proved to be the user's, also where another account claims it. An address that belongs to another
   * account is a duplicate key error out of the unit of work.
   */
  @InUnitOfWork()
  async setAddress(id: string, kind: 'email' | 'phone', address: string): Promise<User> {
    await this.users.releaseUnproved(kind === 'email' ? { email: address } : { phone: address });
    const user = await this.users.setAddress(id, kind, address);
    if (!user) throw notFound();
    return user;
  }

  /**
   * Somebody came back by what was sent to this address. If nobody had proved the address before, the account may have been made by
   * another person with an address of their own beside it: that address goes, or it would be their way back in. False, with
   * nothing changed, where the other address is a proved one: then this address may be another person's.
   */
  @InUnitOfWork()
  async provedBy(id: string, kind: 'email' | 'phone'): Promise<boolean> {
    const user = await this.byId(id);
    if (isUnproved(user, kind)) return false;
    if (!user[`${kind}Verified`]) await this.users.keepAddress(id, kind);
    return true;
  }

  /** The caller ends the sessions that were opened with the old password in the same unit of work. */
  @InUnitOfWork()
  async setPassword(id: string, passwordHash: string): Promise<void> {
    await this.users.update(id, { passwordHash });
  }

  /**
   * Part of opening a session: collides with a suspension or a change of role at the same moment. Null when the account was
   * suspended or its password changed meanwhile.
   */
  @InUnitOfWork()
  markSignIn({ id, passwordHash = '' }: Account): Promise<User | null> {
    return this.signedIn(id, passwordHash);
  }

  /** The same for a person whom a provider proved, whatever the password. */
  @InUnitOfWork()
  markProviderSignIn(id: string): Promise<User | null> {
    return this.signedIn(id);
  }

  /** For decisions about what an account is signed in with: two at the same moment collide. */
  @InUnitOfWork()
  async hold(id: string): Promise<Account> {
    const account = await this.users.hold(id);
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

  /** With a link to the picture. */
  viewOf(user: User): Promise<UserView> {
    return this.avatars.viewOf(user);
  }

  /** Name, picture and preferences; what is not mentioned stays. 422 `upload-not-usable`. */
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

  /** A sign-in reopens an account that its owner closed: the record before the sign-in says whether it was closed. */
  private async signedIn(id: string, passwordHash?: string): Promise<User | null> {
    const at = this.clock.now();
    const before = await this.users.markSignIn(id, at, passwordHash);
    if (!before) return null;
    const { closing, ...user } = before;
    if (closing) await this.events.record('user.reopened', { userId: id });
    return { ...user, lastSignInAt: at };
  }
}

/** `{ preferences: { notifications: { sms: false } } }` → `{ 'preferences.notifications.sms': false }`; quiet hours are one value. */
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
