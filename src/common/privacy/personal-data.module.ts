import { Global, Module } from '@nestjs/common';
import { CommonPersonalData } from './common.personal-data.ts';
import { PersonalDataRegistry } from './personal-data.registry.ts';

@Global()
@Module({ providers: [PersonalDataRegistry, CommonPersonalData], exports: [PersonalDataRegistry] })
export class PersonalDataModule {}
