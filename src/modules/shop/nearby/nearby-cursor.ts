import { createHmac, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { deriveKey } from '../../../common/crypto/derive-key.ts';
import { decodeCursor, encodeCursor } from '../../../common/shapes/pagination.ts';
import type { Spot } from '../barbers/search/search.types.ts';
import type { NearbyQuery } from './nearby.dto.ts';
import type { Ranked } from './ranking.ts';

/** The position where a page ended. For `rating` and `soonest` also how far the search had gone (absent: the whole radius). */
export interface Position extends Ranked {
  reach?: Spot | undefined;
}

const Cursor = z
  .tuple([z.string(), z.number(), z.int(), z.string()])
  .or(z.tuple([z.string(), z.number(), z.int(), z.string(), z.int(), z.string()]));

/**
 * Writes and reads cursors. A cursor carries a keyed tag over the position and its query. A changed cursor, or a cursor that is
 * used with another query, is refused with 400 like any malformed cursor.
 */
@Injectable()
export class NearbyCursor {
  private readonly key: KeyObject;

  constructor(@Inject(CONFIG) { JWT_SECRET }: Config) {
    this.key = deriveKey(JWT_SECRET, 'nearby-cursor');
  }

  write(query: NearbyQuery, { rank, metres, id, reach }: Position): string {
    const place = [rank, metres, id, ...(reach ? [reach.metres, reach.id] : [])];
    return encodeCursor([this.tagOf(query, place), ...place]);
  }

  read(query: NearbyQuery): Position | undefined {
    const { cursor } = query;
    if (cursor === undefined) return undefined;
    const ours = Cursor.refine(
      ([tag, ...place]) => tag === this.tagOf(query, place) && encodeCursor([tag, ...place]) === cursor,
    );
    const [, rank, metres, id, reachMetres, reachId] = decodeCursor(cursor, ours);
    const reach = reachMetres !== undefined && reachId !== undefined ? { metres: reachMetres, id: reachId } : undefined;
    return { rank, metres, id, reach };
  }

  /** Returns the first 132 bits of an HMAC over the query (without `limit` and `cursor`) and the position. */
  private tagOf({ limit: _limit, cursor: _cursor, ...search }: NearbyQuery, place: unknown[]): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([search, place]))
      .digest('base64url')
      .slice(0, 22);
  }
}
