import { Module, type DynamicModule, type OnModuleDestroy } from '@nestjs/common';
import { CommonModule, type Parts } from './common/common.module.ts';
import type { Config } from './common/config/config.ts';
import { HealthState } from './common/health/health-state.ts';
import { RealtimeModule } from './gateways/realtime.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { ApiModule } from './modules/api.module.ts';
import { AuthModule } from './modules/accounts/auth/auth.module.ts';

/** One image, three roles: a role is the set of edges that is loaded (controllers, gateways, jobs). */
@Module({})
export class AppModule implements OnModuleDestroy {
  constructor(private readonly health: HealthState) {}

  static for(config: Config, parts: Parts = {}): DynamicModule {
    const edges = { api: ApiModule, realtime: RealtimeModule, worker: JobsModule };
    return {
      module: AppModule,
      // Every role answers health checks behind the guard, which needs the accounts' AccessVerifier.
      imports: [CommonModule.for(config, parts), AuthModule, ...config.ROLES.flatMap((role) => edges[role])],
    };
  }

  /** The root is the first that Nest ends, one after the other: what is global would hear of it once every worker had stopped. */
  onModuleDestroy(): void {
    this.health.drain();
  }
}
