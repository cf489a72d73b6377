import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { deriveKey } from '../../../common/crypto/derive-key.ts';
import { decodeCursor, encodeCursor } from '../../../common/shapes/pagination.ts';
import type { Spot } from '../barbers/search/search.types.ts';
import type { NearbyQuery } from './nearby.dto.ts';
import type { Ranked } from './ranking.ts';

/** Where a page ended, and for `rating` and `soonest` how far out the search had gone (absent: the whole radius). */
export interface Position extends Ranked {
  reach?: Spot | undefined;
}

const Cursor = z
  .tuple([z.string(), z.number(), z.int(), z.string()])
  .or(z.tuple([z.string(), z.number(), z.int(), z.string(), z.int(), z.string()]));

/** Cursors are sealed together with their query: used with another one, or changed, they are 400 like any nonsense. */
@Injectable()
export class NearbyCursor {
  private readonly key: string;

  constructor(@Inject(CONFIG) { JWT_SECRET }: Config) {
    this.key = deriveKey(JWT_SECRET, 'nearby-cursor').export().toString('base64url');
  }

  write(query: NearbyQuery, { rank, metres, id, reach }: Position): string {
    const place = [rank, metres, id, ...(reach ? [reach.metres, reach.id] : [])];
    return encodeCursor([this.seal(query, place), ...place]);
  }

  read(query: NearbyQuery): Position | undefined {
    const { cursor } = query;
    if (cursor === undefined) return undefined;
    const ours = Cursor.refine(
      ([seal, ...place]) => seal === this.seal(query, place) && encodeCursor([seal, ...place]) === cursor,
    );
    const [, rank, metres, id, reachMetres, reachId] = decodeCursor(cursor, ours);
    const reach = reachMetres !== undefined && reachId !== undefined ? { metres: reachMetres, id: reachId } : undefined;
    return { rank, metres, id, reach };
  }

  /** One hash, several times as fast as an HMAC; as half of it stays here, nobody can append to what was sealed. */
  private seal({ limit: _limit, cursor: _cursor, ...search }: NearbyQuery, place: unknown[]): string {
    return hash('sha256', this.key + JSON.stringify([search, place]), 'base64url').slice(0, 22);
  }
}
