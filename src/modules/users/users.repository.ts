import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { UserRole } from '../../common/auth/actor.ts';
import { isDuplicateKey, plain, plainOrNull } from '../../common/database/plain.ts';
import type { UserRecord } from './user.schema.ts';
import type { StoredUser, VerificationStatus, StoredAccount } from './user.types.ts';

/** Where a sign-in looks; the phone by its blind indexes. */
export type LoginKey = { email: string } | { phoneIndexes: string[] };

const WITHOUT_SECRETS = { passwordHash: 0, guard: 0 } as const;
const AFTER = { returnDocument: 'after', runValidators: true, projection: WITHOUT_SECRETS } as const;

@Injectable()
export class UsersRepository {
  constructor(@InjectModel('User') private readonly model: Model<UserRecord>) {}

  async insert({ id, ...user }: StoredAccount): Promise<void> {
    await this.model.create([{ _id: id, ...user }]);
  }

  async findById(id: string): Promise<StoredUser | null> {
    return plainOrNull(await this.model.findById(id, WITHOUT_SECRETS).lean<UserRecord>());
  }

  async findAccount(id: string): Promise<StoredAccount | null> {
    return plainOrNull(await this.model.findById(id).lean<UserRecord>());
  }

  async findByIds(ids: string[]): Promise<Pick<StoredUser, 'id' | 'name' | 'phone'>[]> {
    return (await this.model.find({ _id: { $in: ids } }, { name: 1, phone: 1 }).lean<UserRecord[]>()).map(plain);
  }

  async findByLogin(key: LoginKey): Promise<StoredAccount | null> {
    return plainOrNull(await this.model.findOne(filterOf(key)).lean<UserRecord>());
  }

  async findByEmails(emails: string[]): Promise<Required<Pick<StoredUser, 'id' | 'email' | 'role'>>[]> {
    const rows = await this.model
      .find({ email: { $in: emails } }, { email: 1, role: 1 })
      .lean<Required<UserRecord>[]>();
    return rows.map(plain);
  }

  /** All but those whose address was taken meanwhile. Straight to the driver, for hundreds at once. */
  async insertMany(accounts: StoredAccount[]): Promise<void> {
    const documents = accounts.map(({ id, ...user }) => ({ _id: id, ...user }));
    try {
      await this.model.collection.insertMany(documents as never[], { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /**
   * Only while the password, if given, is still this one and the account is not suspended; null otherwise. The counter makes it a
   * write in any case (setting the same time again is none), so it collides with whoever changes the account meanwhile.
   */
  async markSignIn(id: string, at: Date, passwordHash?: string): Promise<StoredUser | null> {
    const filter = { _id: id, suspendedAt: null, ...(passwordHash !== undefined && { passwordHash }) };
    const update = { $set: { lastSignInAt: at }, $unset: { closing: 1 }, $inc: { guard: 1 } };
    return plainOrNull(await this.model.findOneAndUpdate(filter, update, AFTER).lean<UserRecord>());
  }

  /** With what it is signed in with; collides with whoever changes the account meanwhile. */
  async hold(id: string): Promise<StoredAccount | null> {
    return plainOrNull(await this.model.findOneAndUpdate({ _id: id }, { $inc: { guard: 1 } }).lean<UserRecord>());
  }

  /** `changes` by path (`preferences.language`), so that what is not mentioned stays. */
  async update(id: string, changes: Record<string, unknown>): Promise<StoredUser | null> {
    return this.change({ _id: id }, changes);
  }

  /** False when there was nothing to change. */
  async setSuspended(id: string, suspendedAt: Date | null): Promise<boolean> {
    return (await this.change({ _id: id, suspendedAt: suspendedAt ? null : { $ne: null } }, { suspendedAt })) !== null;
  }

  /** Verified, and the only one. */
  async keepAddress(id: string, kind: 'email' | 'phone'): Promise<void> {
    const other = kind === 'email' ? 'phone' : 'email';
    const proved = { [`${kind}Verified`]: true, [`${other}Verified`]: false };
    await this.model.updateOne({ _id: id }, { $set: proved, $unset: { [other]: 1 } });
  }

  /** Takes the address off an account that only claims it, see `isClaim`. */
  async releaseClaim(key: LoginKey): Promise<void> {
    const [kind, other] = 'email' in key ? ['email', 'phone'] : ['phone', 'email'];
    const claimed = { ...filterOf(key), [`${kind}Verified`]: false, [`${other}Verified`]: true };
    await this.model.updateOne(claimed, { $unset: { [kind]: 1 } });
  }

  /** False when it was closing already. */
  async setClosing(id: string, closing: { at: Date; dueAt: Date }): Promise<boolean> {
    return (await this.change({ _id: id, closing: { $exists: false } }, { closing })) !== null;
  }

  async findClosingDue(now: Date, limit: number): Promise<StoredUser[]> {
    // The lower end is what makes the partial index serve this.
    const due = this.model.find({ 'closing.dueAt': { $gt: new Date(0), $lte: now } }, WITHOUT_SECRETS);
    return (await due.sort({ 'closing.dueAt': 1 }).limit(limit).lean<UserRecord[]>()).map(plain);
  }

  /** Leaves who it was to bookings and money, and nothing by which anybody could be found. False when somebody signed in meanwhile. */
  async erase(id: string, now: Date, empty: Pick<StoredUser, 'name' | 'preferences'>): Promise<boolean> {
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

  /** False when there is no such barber or the status was the same. */
  async setVerification(id: string, status: VerificationStatus, notes: string): Promise<boolean> {
    const filter: QueryFilter<UserRecord> = { _id: id, role: 'barber', 'verification.status': { $ne: status } };
    return (await this.change(filter, { verification: { status, notes } })) !== null;
  }

  /** False when there is no such barber, or an approved one. */
  async setPending(id: string): Promise<boolean> {
    const filter: QueryFilter<UserRecord> = { _id: id, role: 'barber', 'verification.status': { $ne: 'approved' } };
    return (await this.change(filter, { verification: { status: 'pending', notes: '' } })) !== null;
  }

  /** Counts the admins who can act by writing to each, so two transactions that both take an admin away collide. */
  async lockActiveAdmins(): Promise<number> {
    return (await this.model.updateMany({ role: 'admin', suspendedAt: null }, { $inc: { guard: 1 } })).matchedCount;
  }

  /** Newest first. `q`: beginning of the email address, part of the name, or (as blind indexes) the whole phone number. */
  async list(query: {
    q?: string;
    phoneIndexes: string[];
    role?: UserRole;
    beforeId?: string;
    limit: number;
  }): Promise<StoredUser[]> {
    const { q, phoneIndexes, role, beforeId, limit } = query;
    const filter: QueryFilter<UserRecord> = {
      ...(role && { role }),
      ...(beforeId && { _id: { $lt: beforeId } }),
      ...(q && { $or: [...matches(q), { 'phone.index': { $in: phoneIndexes } }] }),
    };
    return (await this.model.find(filter, WITHOUT_SECRETS).sort({ _id: -1 }).limit(limit).lean<UserRecord[]>()).map(
      plain,
    );
  }

  /** Barbers with these verification statuses, who came first first. */
  async listBarbers(statuses: readonly VerificationStatus[], limit: number, afterId?: string): Promise<StoredUser[]> {
    const filter: QueryFilter<UserRecord> = {
      role: 'barber',
      'verification.status': { $in: [...statuses] },
      ...(afterId && { _id: { $gt: afterId } }),
    };
    return (await this.model.find(filter, WITHOUT_SECRETS).sort({ _id: 1 }).limit(limit).lean<UserRecord[]>()).map(
      plain,
    );
  }

  private async change(filter: QueryFilter<UserRecord>, changes: Record<string, unknown>): Promise<StoredUser | null> {
    return plainOrNull(await this.model.findOneAndUpdate(filter, { $set: changes }, AFTER).lean<UserRecord>());
  }
}

const filterOf = (key: LoginKey): QueryFilter<UserRecord> =>
  'email' in key ? { email: key.email } : { 'phone.index': { $in: key.phoneIndexes } };
const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const matches = (q: string): QueryFilter<UserRecord>[] => [
  { email: new RegExp(`^${escapeRegExp(q.toLowerCase())}`) },
  { name: new RegExp(escapeRegExp(q), 'i') },
];
