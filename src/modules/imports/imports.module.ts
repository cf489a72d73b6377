import { Module } from '@nestjs/common';
import { BarbersModule } from '../shop/barbers/barbers.module.ts';
import { CatalogueModule } from '../shop/catalogue/catalogue.module.ts';
import { UsersModule } from '../accounts/users/users.module.ts';
import { DemoOwners } from './demo-owners.ts';
import { ImportsService } from './imports.service.ts';

/** Only commands load this module; no role of the app does. */
@Module({
  imports: [BarbersModule, CatalogueModule, UsersModule],
  providers: [DemoOwners, ImportsService],
  exports: [ImportsService],
})
export class ImportsModule {}
