import { Module } from '@nestjs/common';
import { CalendarsModule } from '../../shop/calendars/calendars.module.ts';
import { IntegrityService } from './integrity.service.ts';

@Module({
  imports: [CalendarsModule],
  providers: [IntegrityService],
  exports: [IntegrityService],
})
export class IntegrityModule {}
