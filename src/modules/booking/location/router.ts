import type { LoggerService } from '@nestjs/common';
import { z } from 'zod';
import { typicalSeconds, type Journey } from './eta.ts';

/** Estimates the duration of a drive. */
export abstract class Router {
  /** Returns the median duration in seconds. */
  abstract seconds(journey: Journey): Promise<number>;
}

/** Estimates by distance and time of day, without any service. */
export class TypicalRouter extends Router {
  override seconds(journey: Journey): Promise<number> {
    return Promise.resolve(typicalSeconds(journey));
  }
}

const PATIENCE_MS = 2_000;
/**
 * The part of the answer that this program reads, https://project-osrm.org/docs/v5.24.0/api/#route-service: `duration` in
 * seconds.
 */
const Answer = z.object({ code: z.literal('Ok'), routes: z.array(z.object({ duration: z.number().min(0) })).min(1) });

/** Asks a routing service that uses OSRM's format. When the service gives no answer within two seconds, `otherwise` estimates. */
export class OsrmRouter extends Router {
  constructor(
    private readonly url: string,
    private readonly otherwise: Router,
    private readonly logger: LoggerService,
  ) {
    super();
  }

  override async seconds(journey: Journey): Promise<number> {
    try {
      return await this.ask(journey);
    } catch (error) {
      // Only the name is logged: a message may contain the URL, and the URL contains positions of people.
      this.logger.warn(`no route: ${(error as Error).name}`, 'OsrmRouter');
      return this.otherwise.seconds(journey);
    }
  }

  private async ask({ from, to }: Journey): Promise<number> {
    const path = `route/v1/driving/${from.join(',')};${to.join(',')}?overview=false`;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${this.url.replace(/\/$/, '')}/${path}`, { signal });
    return Answer.parse(await response.json()).routes[0]!.duration;
  }
}
