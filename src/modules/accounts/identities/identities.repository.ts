import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { IdentityRecord } from './identity.schema.ts';
import type { ProviderName } from './providers/providers.ts';

export type StoredIdentity = Plain<IdentityRecord>;
export const identityId = ({ provider, subject }: { provider: ProviderName; subject: string }): string =>
  `${provider}:${subject}`;

@Injectable()
export class IdentitiesRepository {
  constructor(@InjectModel('Identity') private readonly model: Model<IdentityRecord>) {}

  async findById(id: string): Promise<StoredIdentity | null> {
    return plainOrNull(await this.model.findById(id).lean<IdentityRecord>());
  }

  /** Returns the identities of a user, in the order in which the user linked them. */
  async findOf(userId: string): Promise<StoredIdentity[]> {
    return (await this.model.find({ userId }).sort({ createdAt: 1 }).lean<IdentityRecord[]>()).map(plain);
  }

  /** Throws a duplicate key error when the identity exists already. */
  async insert({ id, ...identity }: StoredIdentity): Promise<void> {
    await this.model.create([{ _id: id, ...identity }]);
  }

  async deleteOf(userId: string): Promise<void> {
    await this.model.deleteMany({ userId });
  }

  async delete(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id });
  }
}
