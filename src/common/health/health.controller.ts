import { Controller, Get, Inject } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { ApiTags } from '@nestjs/swagger';
import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { Public } from '../auth/auth.decorators.ts';
import { notReady } from '../errors/common.errors.ts';
import { Returns } from '../http/returns.ts';
import { Unlimited } from '../limits/limit.guards.ts';
import { REDIS } from '../redis/redis.tokens.ts';
import { HealthState } from './health-state.ts';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
const Readiness = z
  .object({ status: z.literal('ok'), mongodb: z.literal('up'), redis: z.literal('up') })
  .meta({ id: 'Readiness' });

const within = <T>(work: Promise<T>, ms: number): Promise<boolean> =>
  Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ms).unref()),
  ]);

@ApiTags('health')
@Public()
@Unlimited()
@Controller('health')
export class HealthController {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(REDIS) private readonly redis: Redis,
    private readonly state: HealthState,
  ) {}

  @Get('live')
  @Returns(200, Health)
  live() {
    return { status: 'ok' };
  }

  /** Answers 200 when MongoDB and Redis answer within a second and the node is not shutting down; otherwise 503 `not-ready`. */
  @Get('ready')
  @Returns(200, Readiness, [notReady])
  async ready() {
    const [mongodb, redis] = await Promise.all([
      within(this.connection.getClient().db().command({ ping: 1 }, { timeoutMS: 1_000 }), 1_000),
      within(this.redis.ping(), 1_000),
    ]);
    const up = (ok: boolean) => (ok ? 'up' : 'down');
    if (this.state.draining) throw notReady('This node is shutting down.');
    if (!mongodb || !redis) throw notReady(undefined, { mongodb: up(mongodb), redis: up(redis) });
    return { status: 'ok', mongodb: 'up', redis: 'up' };
  }
}
