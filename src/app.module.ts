import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CommonModule } from './common/common.module.ts';
import type { Parts } from './common/common.module.ts';
import type { Config } from './common/config/config.ts';
import { RealtimeModule } from './gateways/realtime.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { ApiModule } from './modules/api.module.ts';
import { AuthModule } from './modules/auth/auth.module.ts';

/** One image, three roles: a role is the set of edges that is loaded (controllers, gateways, jobs). */
@Module({})
export class AppModule {
  static for(config: Config, parts: Parts = {}): DynamicModule {
    const edges = { api: ApiModule, realtime: RealtimeModule, worker: JobsModule };
    return {
      module: AppModule,
      // Every role answers health checks behind the guard, which needs the accounts' AccessVerifier.
      imports: [CommonModule.for(config, parts), AuthModule, ...config.ROLES.flatMap((role) => edges[role])],
    };
  }
}
