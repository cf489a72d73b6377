import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Model } from 'mongoose';
import { isDuplicateKey, plain } from '../../../../common/database/plain.ts';
import type { BarberRecord } from '../barber.schema.ts';
import { toUpdate } from '../barbers.repository.ts';
import type { Barber } from '../barber.types.ts';

/** A barber as read, and the fields to change. */
export interface ListingChange {
  barber: Pick<Barber, 'id' | 'availabilityVersion'>;
  changes: Partial<Barber>;
}

/** Reads and writes hundreds of listings at a time. */
@Injectable()
export class ListingsRepository {
  constructor(@InjectModel('Barber') private readonly model: Model<BarberRecord>) {}

  async findByOsmIds(osmIds: string[]): Promise<Barber[]> {
    const filter = { osmId: { $in: osmIds } };
    return (await this.model.find(filter).lean<BarberRecord[]>()).map(plain);
  }

  /** Returns those of the ids whose listing has an owner. */
  async findWithOwner(osmIds: string[]): Promise<string[]> {
    const filter = { osmId: { $in: osmIds }, userId: { $ne: null } };
    const rows = await this.model.find(filter, { _id: 0, osmId: 1 }).lean<Pick<BarberRecord, 'osmId'>[]>();
    return rows.map(({ osmId }) => osmId!);
  }

  /** Returns those of the users who have a profile. */
  async findUsers(userIds: string[]): Promise<string[]> {
    const filter = { userId: { $in: userIds } };
    const rows = await this.model.find(filter, { _id: 0, userId: 1 }).lean<Pick<BarberRecord, 'userId'>[]>();
    return rows.map(({ userId }) => userId!);
  }

  /**
   * Writes each change only if the barber is still as read. Returns false when another writer changed one of the barbers first;
   * all other changes are written. Uses the driver directly, because creating a Mongoose document for each barber would take
   * longer than everything else.
   */
  async write(created: Barber[], changed: ListingChange[]): Promise<boolean> {
    const operations: AnyBulkWriteOperation<BarberRecord>[] = [
      ...created.map((barber) => ({ insertOne: { document: toDocument(barber) } })),
      ...changed.map(({ barber: { id, availabilityVersion }, changes }) => ({
        updateOne: { filter: { _id: id, availabilityVersion }, update: toUpdate(changes) },
      })),
    ];
    if (!operations.length) return true;
    try {
      // Without `ignoreUndefined` the driver stores undefined as null.
      const options = { ordered: false, ignoreUndefined: true };
      const result = await this.model.collection.bulkWrite(operations as never, options);
      return result.insertedCount + result.matchedCount === operations.length;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

const toDocument = ({ id, ...barber }: Barber): BarberRecord => ({ _id: id, ...barber });
