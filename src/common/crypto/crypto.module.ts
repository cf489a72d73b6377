import { Global, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CONFIG, type Config } from '../config/config.ts';
import { FieldCrypto } from './field-crypto.ts';
import { FieldKeySchema } from './field-key.schema.ts';
import { FieldKeysRepository } from './field-keys.repository.ts';
import { KeyRotation } from './key-rotation.ts';
import { Resealing } from './resealing.ts';
import { RetiredKeys } from './retired-keys.ts';
import { SealedValuesRepository } from './sealed-values.repository.ts';

@Global()
@Module({
  imports: [MongooseModule.forFeature([{ name: 'FieldKey', schema: FieldKeySchema }])],
  providers: [
    { provide: FieldCrypto, inject: [CONFIG], useFactory: (config: Config) => new FieldCrypto(config.fieldKeys) },
    FieldKeysRepository,
    SealedValuesRepository,
    Resealing,
    RetiredKeys,
    KeyRotation,
  ],
  exports: [FieldCrypto, FieldKeysRepository, SealedValuesRepository, KeyRotation],
})
export class CryptoModule {}
