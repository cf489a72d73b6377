import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { mongo, type Connection } from 'mongoose';
import type { Sealed } from './field-crypto.ts';
import { sealedPaths, type SealedPath } from './sealed.schema.ts';

/** An encrypted value where it lies. */
export interface SealedValue {
  id: string;
  value: string;
}

interface Wanted {
  /** The key it has to be under. */
  keyId: string;
  /** How many blind indexes it has to have. */
  keys: number;
}

/** Encrypted values of whatever module, by the marks in their schemas. */
@Injectable()
export class SealedValuesRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  paths(): SealedPath[] {
    return Object.values(this.connection.models).flatMap(({ collection, schema }) =>
      sealedPaths(collection.name, schema),
    );
  }

  /** One encrypted value, if there is any. */
  async findAny({ collection, path }: SealedPath): Promise<string | null> {
    const [row] = await this.collection(collection)
      .aggregate<{ value: string }>([
        { $match: { [path]: { $regex: /^k\d+:/ } } },
        { $limit: 1 },
        { $project: { value: `$${path}` } },
      ])
      .toArray();
    return row?.value ?? null;
  }

  /** Values that are not as wanted, by id. Reads the collection: there is no index for what happens once a year. */
  async findOthers(
    { collection, path, indexPath }: SealedPath,
    { keyId, keys }: Wanted,
    { afterId, limit }: { afterId: string; limit: number },
  ): Promise<SealedValue[]> {
    const underOther = { [path]: { $not: { $regex: `^${keyId}:` } } };
    const otherIndexes = indexPath ? [{ [indexPath]: { $not: { $size: keys } } }] : [];
    const filter = { _id: { $gt: afterId }, [path]: { $regex: /^k\d+:/ }, $or: [underOther, ...otherIndexes] };
    const rows = await this.collection(collection)
      .aggregate<{ _id: string; value: string }>([
        { $match: filter },
        { $sort: { _id: 1 } },
        { $limit: limit },
        { $project: { value: `$${path}` } },
      ])
      .toArray();
    return rows.map(({ _id, value }) => ({ id: _id, value }));
  }

  /** Each only while it is what it was: whoever writes meanwhile wins. Returns the ids of those that the database refuses. */
  async replace(
    { collection, path, indexPath }: SealedPath,
    changes: { id: string; before: string; after: Sealed }[],
  ): Promise<string[]> {
    if (!changes.length) return [];
    const writes = changes.map(({ id, before, after: { value, index } }) => ({
      updateOne: {
        filter: { _id: id, [path]: before },
        update: { $set: { [path]: value, ...(indexPath && { [indexPath]: index }) } },
      },
    }));
    try {
      await this.collection(collection).bulkWrite(writes, { ordered: false });
      return [];
    } catch (error) {
      if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
      return [error.writeErrors].flat().map(({ index }) => changes[index]!.id);
    }
  }

  private collection(name: string) {
    return this.connection.getClient().db().collection<{ _id: string }>(name);
  }
}
