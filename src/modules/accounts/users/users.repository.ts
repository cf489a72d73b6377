import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { UserRole } from '../../../common/auth/actor.ts';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { isDuplicateKey } from '../../../common/database/plain.ts';
import { toE164 } from '../../../common/shapes/contact-fields.ts';
import { PHONE, type UserRecord } from './user.schema.ts';
import type { Account, Login, User, VerificationStatus } from './user.types.ts';

const WITHOUT_SECRETS = { passwordHash: 0, guard: 0 } as const;
const AFTER = { returnDocument: 'after', runValidators: true, projection: WITHOUT_SECRETS } as const;

/** Stores accounts. Phone numbers are encrypted in the database and readable everywhere else. */
@Injectable()
export class UsersRepository {
  constructor(
    @InjectModel('User') private readonly model: Model<UserRecord>,
    private readonly crypto: FieldCrypto,
  ) {}

  async insert(account: Account): Promise<void> {
    await this.model.create([this.toRecord(account)]);
  }

  /** Returns the account without the password hash. */
  async findById(id: string): Promise<User | null> {
    return this.userOrNull(await this.model.findById(id, WITHOUT_SECRETS).lean<UserRecord>());
  }

  /** Returns the account with the password hash. */
  async findAccount(id: string): Promise<Account | null> {
    return this.userOrNull(await this.model.findById(id).lean<UserRecord>());
  }

  async findNames(ids: string[]): Promise<Pick<User, 'id' | 'name'>[]> {
    const rows = await this.model.find({ _id: { $in: ids } }, { name: 1 }).lean<Pick<UserRecord, '_id' | 'name'>[]>();
    return rows.map(({ _id, name }) => ({ id: _id, name }));
  }

  async findContacts(ids: string[]): Promise<Pick<User, 'id' | 'name' | 'phone'>[]> {
    const rows = await this.model.find({ _id: { $in: ids } }, { name: 1, phone: 1 }).lean<UserRecord[]>();
    return rows.map((row) => this.toUser(row));
  }

  /** Returns the account with this address, and its password hash. */
  async findByLogin(login: Login): Promise<Account | null> {
    return this.userOrNull(await this.model.findOne(this.filterOf(login)).lean<UserRecord>());
  }

  async findByEmails(emails: string[]): Promise<Required<Pick<User, 'id' | 'email' | 'role'>>[]> {
    const rows = await this.model
      .find({ email: { $in: emails } }, { email: 1, role: 1 })
      .lean<Required<Pick<UserRecord, '_id' | 'email' | 'role'>>[]>();
    return rows.map(({ _id, email, role }) => ({ id: _id, email, role }));
  }

  /**
   * Inserts accounts, and skips accounts whose address was taken in the meantime. This uses the driver directly, because an
   * import inserts hundreds of accounts at once.
   */
  async insertMany(accounts: Account[]): Promise<void> {
    try {
      const records = accounts.map((account) => this.toRecord(account));
      await this.model.collection.insertMany(records as never[], { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /**
   * Marks a sign-in and returns the account as it was before. Returns null when the account is suspended, or when `passwordHash`
   * is given and the account now has another hash. Adding one to `guard` makes this always a write, even at the same instant, so
   * the sign-in collides with every other change of the account at the same moment.
   */
  async markSignIn(id: string, at: Date, passwordHash?: string): Promise<User | null> {
    const filter = { _id: id, suspendedAt: null, ...(passwordHash !== undefined && { passwordHash }) };
    const update = { $set: { lastSignInAt: at }, $unset: { closing: 1 as const }, $inc: { guard: 1 } };
    const before = { returnDocument: 'before', projection: WITHOUT_SECRETS } as const;
    return this.userOrNull(await this.model.findOneAndUpdate(filter, update, before).lean<UserRecord>());
  }

  /** Locks the account and returns it with its password hash. Collides with every other change at the same moment. */
  async lock(id: string): Promise<Account | null> {
    return this.userOrNull(await this.model.findOneAndUpdate({ _id: id }, { $inc: { guard: 1 } }).lean<UserRecord>());
  }

  /** Applies `changes`, whose keys are paths such as `preferences.language`. All other fields stay. */
  async update(id: string, changes: Record<string, unknown>): Promise<User | null> {
    return this.change({ _id: id }, changes);
  }

  /** Stores an address and marks the address as proved. */
  async setAddress(id: string, kind: 'email' | 'phone', address: string): Promise<User | null> {
    const stored = kind === 'email' ? address : this.crypto.seal(PHONE, address);
    return this.change({ _id: id }, { [kind]: stored, [`${kind}Verified`]: true });
  }

  /** Suspends the account, or reinstates the account when `suspendedAt` is null. Returns false when nothing changed. */
  async setSuspended(id: string, suspendedAt: Date | null): Promise<boolean> {
    return (await this.change({ _id: id, suspendedAt: suspendedAt ? null : { $ne: null } }, { suspendedAt })) !== null;
  }

  /** Marks one address as proved and removes the other. */
  async keepAddress(id: string, kind: 'email' | 'phone'): Promise<void> {
    const other = kind === 'email' ? 'phone' : 'email';
    const proved = { [`${kind}Verified`]: true, [`${other}Verified`]: false };
    await this.model.updateOne({ _id: id }, { $set: proved, $unset: { [other]: 1 } });
  }

  /** Removes the address from an account on which the address is unproved, see `isUnproved`. */
  async releaseUnproved(login: Login): Promise<void> {
    const [kind, other] = 'email' in login ? ['email', 'phone'] : ['phone', 'email'];
    const unproved = { ...this.filterOf(login), [`${kind}Verified`]: false, [`${other}Verified`]: true };
    await this.model.updateOne(unproved, { $unset: { [kind]: 1 } });
  }

  /** Closes the account. Returns false when the account was closed already. */
  async setClosing(id: string, closing: { at: Date; dueAt: Date }): Promise<boolean> {
    return (await this.change({ _id: id, closing: { $exists: false } }, { closing })) !== null;
  }

  /** Ids of closed accounts whose grace period has ended, longest ago first. */
  async idsToErase(now: Date, limit: number): Promise<string[]> {
    // MongoDB uses the partial index only for a query with this lower end.
    const due = this.model.find({ 'closing.dueAt': { $gt: new Date(0), $lte: now } }, { _id: 1 });
    const rows = await due.sort({ 'closing.dueAt': 1 }).limit(limit).lean<{ _id: string }[]>();
    return rows.map(({ _id }) => _id);
  }

  /**
   * Removes everything that identifies the person. Bookings and payments keep the id of the account. Returns false when somebody
   * signed in to the account in the meantime.
   */
  async erase(id: string, now: Date, empty: Pick<User, 'name' | 'preferences'>): Promise<boolean> {
    const left = { ...empty, emailVerified: false, phoneVerified: false, 'verification.notes': '', erasedAt: now };
    const gone = { email: 1, phone: 1, passwordHash: 1, avatarId: 1, closing: 1 };
    const { modifiedCount } = await this.model.updateOne(
      { _id: id, 'closing.dueAt': { $lte: now } },
      { $set: left, $unset: gone },
    );
    return modifiedCount === 1;
  }

  async setRole(id: string, role: UserRole): Promise<void> {
    await this.change({ _id: id }, { role });
  }

  /** Stores a decision. Returns false when the user is not a barber or has this status already. */
  async setVerification(id: string, status: VerificationStatus, notes: string): Promise<boolean> {
    const filter: QueryFilter<UserRecord> = { _id: id, role: 'barber', 'verification.status': { $ne: status } };
    return (await this.change(filter, { verification: { status, notes } })) !== null;
  }

  /** Marks a verification as pending. Returns false when the user is not a barber or is approved already. */
  async setPending(id: string): Promise<boolean> {
    const filter: QueryFilter<UserRecord> = { _id: id, role: 'barber', 'verification.status': { $ne: 'approved' } };
    return (await this.change(filter, { verification: { status: 'pending', notes: '' } })) !== null;
  }

  /**
   * Counts the admins who can act (`countsAsAdmin`). This writes to each of these accounts, so that two transactions collide when
   * both take an admin away.
   */
  async lockActiveAdmins(): Promise<number> {
    const never = { $exists: false };
    const canAct = { role: 'admin' as const, suspendedAt: null, closing: never, erasedAt: never };
    return (await this.model.updateMany(canAct, { $inc: { guard: 1 } })).matchedCount;
  }

  /** Accounts, newest first. `q` is the beginning of the email address, a part of the name, or the whole phone number. */
  async list(query: { q?: string; role?: UserRole; beforeId?: string; limit: number }): Promise<User[]> {
    const { q, role, beforeId, limit } = query;
    const filter: QueryFilter<UserRecord> = {
      ...(role && { role }),
      ...(beforeId && { _id: { $lt: beforeId } }),
      ...(q && { $or: this.matches(q) }),
    };
    const rows = await this.model.find(filter, WITHOUT_SECRETS).sort({ _id: -1 }).limit(limit).lean<UserRecord[]>();
    return rows.map((row) => this.toUser(row));
  }

  /** Barbers with these verification statuses, oldest account first. */
  async listBarbers(statuses: readonly VerificationStatus[], limit: number, afterId?: string): Promise<User[]> {
    const filter: QueryFilter<UserRecord> = {
      role: 'barber',
      'verification.status': { $in: [...statuses] },
      ...(afterId && { _id: { $gt: afterId } }),
    };
    const rows = await this.model.find(filter, WITHOUT_SECRETS).sort({ _id: 1 }).limit(limit).lean<UserRecord[]>();
    return rows.map((row) => this.toUser(row));
  }

  private async change(filter: QueryFilter<UserRecord>, changes: Record<string, unknown>): Promise<User | null> {
    return this.userOrNull(await this.model.findOneAndUpdate(filter, { $set: changes }, AFTER).lean<UserRecord>());
  }

  private matches(q: string): QueryFilter<UserRecord>[] {
    const phone = toE164(q);
    return [
      { email: new RegExp(`^${escapeRegExp(q.toLowerCase())}`) },
      { name: new RegExp(escapeRegExp(q), 'i') },
      ...(phone ? [this.filterOf({ phone })] : []),
    ];
  }

  private filterOf(login: Login): QueryFilter<UserRecord> {
    if ('email' in login) return { email: login.email };
    return { 'phone.index': { $in: this.crypto.blindIndexes(PHONE, login.phone) } };
  }

  private toRecord({ id, phone, ...account }: Account): UserRecord {
    return { _id: id, ...account, ...(phone !== undefined && { phone: this.crypto.seal(PHONE, phone) }) };
  }

  private toUser({ _id, phone, guard: _guard, ...user }: UserRecord): Account {
    return { id: _id, ...user, ...(phone && { phone: this.crypto.decrypt(PHONE, phone.value) }) };
  }

  private userOrNull(record: UserRecord | null): Account | null {
    return record && this.toUser(record);
  }
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
