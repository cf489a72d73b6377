import { Global, Module } from '@nestjs/common';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { FieldCrypto } from './field-crypto.ts';

@Global()
@Module({
  providers: [
    { provide: FieldCrypto, inject: [CONFIG], useFactory: (config: Config) => new FieldCrypto(config.fieldKey) },
  ],
  exports: [FieldCrypto],
})
export class CryptoModule {}
