import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { ExportsService } from './exports.service.ts';

@Injectable()
export class ExportsPersonalData extends PersonalData {
  readonly module = 'exports';
  override readonly notExported = { exports: 'where this export is stored' };

  constructor(
    registry: PersonalDataRegistry,
    private readonly exports: ExportsService,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    await this.exports.withdraw(userId);
  }
}
