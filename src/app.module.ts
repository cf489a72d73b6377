import { Module, type DynamicModule, type OnModuleDestroy } from '@nestjs/common';
import { CommonModule, type Parts } from './common/common.module.ts';
import type { Config } from './common/config/config.ts';
import { HealthState } from './common/health/health-state.ts';
import { RealtimeModule } from './gateways/realtime.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { ApiModule } from './modules/api.module.ts';
import { AuthModule } from './modules/accounts/auth/auth.module.ts';

/** One image runs three roles. A role decides which edges are loaded: controllers, gateways or jobs. */
@Module({})
export class AppModule implements OnModuleDestroy {
  constructor(private readonly health: HealthState) {}

  static for(config: Config, parts: Parts = {}): DynamicModule {
    const edges = { api: ApiModule, realtime: RealtimeModule, worker: JobsModule };
    return {
      module: AppModule,
      // Every role answers health checks. Their requests pass the AuthGuard, which needs the AccessVerifier of the AuthModule.
      imports: [CommonModule.for(config, parts), AuthModule, ...config.ROLES.flatMap((role) => edges[role])],
    };
  }

  /**
   * Announces the shutdown. Nest ends modules one after another and begins with the root module. A global module would be told
   * only after all workers had stopped.
   */
  onModuleDestroy(): void {
    this.health.drain();
  }
}
