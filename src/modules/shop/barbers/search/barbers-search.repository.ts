import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyBulkWriteOperation, Model } from 'mongoose';
import { plain } from '../../../../common/database/plain.ts';
import type { Position } from '../../../../common/geo/geo.ts';
import type { BarberRecord } from '../barber.schema.ts';
import { toConditions } from './search-filter.ts';
import { FIELDS, type FoundBarber, type FreeFrom, type Fields, type SearchFilter } from './search.types.ts';

const PROJECTIONS = Object.fromEntries(
  Object.entries(FIELDS).map(([name, fields]) => [name, Object.fromEntries(fields.map((field) => [field, 1]))]),
) as Record<Fields, Record<string, 1>>;

/** Rows in one answer of the database when the query has no limit. */
const MAX_BATCH = 10_000;

/** A range of distances in metres. */
export interface Ring {
  min: number;
  max: number;
}

const point = (coordinates: Position) => ({ type: 'Point' as const, coordinates });

/**
 * Queries of the search for barbers. They use the driver directly: this is the busiest path, and all values are typed and built
 * by this program.
 */
@Injectable()
export class BarbersSearchRepository {
  constructor(@InjectModel('Barber') private readonly model: Model<BarberRecord>) {}

  /** Returns at most `limit` barbers within the ring, nearest first. Barbers at equal distances come in no defined order. */
  async findNear<F extends Fields>(
    at: Position,
    { min, max }: Ring,
    filter: SearchFilter,
    limit: number,
    fields: F,
  ): Promise<FoundBarber<F>[]> {
    const $nearSphere = { $geometry: point(at), $minDistance: min, $maxDistance: max };
    return this.find({ publicLocation: { $nearSphere }, ...toConditions(filter) }, fields, limit);
  }

  /**
   * Returns home-visit barbers whose area covers `at`, at any distance and in no order. The areas are a little larger than the
   * circles.
   */
  async findReaching<F extends Fields>(at: Position, filter: SearchFilter, fields: F): Promise<FoundBarber<F>[]> {
    const serviceArea = { $geoIntersects: { $geometry: point(at) } };
    return this.find({ serviceArea, ...toConditions(filter) }, fields);
  }

  /** Returns the barbers with these ids who are still listed, in no order. */
  async findListed<F extends Fields>(ids: string[], fields: F): Promise<FoundBarber<F>[]> {
    return this.find({ _id: { $in: ids }, listed: true }, fields);
  }

  /**
   * Raises the bounds of barbers whose time has not opened since the read. A lost bound only costs one computation, so the write
   * does not wait for a majority.
   */
  async raiseNextFree(bounds: FreeFrom[]): Promise<void> {
    const operations: AnyBulkWriteOperation<BarberRecord>[] = bounds.map(({ id, version, from }) => ({
      updateOne: { filter: { _id: id, availabilityVersion: version }, update: { $max: { nextFreeFrom: from } } },
    }));
    await this.model.collection.bulkWrite(operations as never, { ordered: false, writeConcern: { w: 1 } });
  }

  private async find<F extends Fields>(filter: object, fields: F, limit = 0): Promise<FoundBarber<F>[]> {
    const options = { projection: PROJECTIONS[fields], limit, batchSize: limit || MAX_BATCH };
    const rows = await this.model.collection.find(filter, options).toArray();
    return rows.map((row) => plain(row as unknown as BarberRecord) as unknown as FoundBarber<F>);
  }
}
