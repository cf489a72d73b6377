import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';

/** Readiness goes off first at shutdown, so balancers stop sending before connections close. */
@Injectable()
export class HealthState implements OnModuleDestroy {
  draining = false;

  onModuleDestroy(): void {
    this.draining = true;
  }
}
