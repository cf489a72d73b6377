import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { mongo, type Connection } from 'mongoose';
import type { Sealed } from './field-crypto.ts';
import { sealedPaths, type SealedPath } from './sealed.schema.ts';

/** An encrypted value and the id of its document. */
export interface SealedValue {
  id: string;
  value: string;
}

interface Wanted {
  /** The id of the key that the value must be encrypted with. */
  keyId: string;
  /** How many blind indexes the value must have. */
  keys: number;
}

/** Encrypted values of all modules. The marks in the schemas tell where they are. */
@Injectable()
export class SealedValuesRepository {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  paths(): SealedPath[] {
    return Object.values(this.connection.models).flatMap(({ collection, schema }) =>
      sealedPaths(collection.name, schema),
    );
  }

  /** Returns any encrypted value of the path, or null when the path has none. */
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

  /**
   * Returns values that are not as `wanted`, in order of their ids. The query reads the whole collection: keys change about once
   * a year, which is not worth an index.
   */
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

  /**
   * Replaces each value only if it has not changed meanwhile, so that other writers win. Returns the ids of the documents that
   * the database refuses to change.
   */
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
