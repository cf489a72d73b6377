import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CryptoModule } from '../../../common/crypto/crypto.module.ts';
import { DeviceSchema } from './device.schema.ts';
import { DevicesPersonalData } from './devices.personal-data.ts';
import { DevicesRepository } from './devices.repository.ts';
import { DevicesService } from './devices.service.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Device', schema: DeviceSchema }]), CryptoModule],
  providers: [DevicesRepository, DevicesService, DevicesPersonalData],
  exports: [DevicesService],
})
export class DevicesModule {}
