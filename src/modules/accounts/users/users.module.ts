import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CryptoModule } from '../../../common/crypto/crypto.module.ts';
import { UploadsModule } from '../../files/uploads/uploads.module.ts';
import { AvatarsService } from './avatars.service.ts';
import { UserDirectoryService } from './user-directory.service.ts';
import { UserSchema } from './user.schema.ts';
import { UserStandingService } from './user-standing.service.ts';
import { UsersPersonalData } from './users.personal-data.ts';
import { UsersRepository } from './users.repository.ts';
import { UsersService } from './users.service.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'User', schema: UserSchema }]), CryptoModule, UploadsModule],
  providers: [
    UsersPersonalData,
    UsersRepository,
    AvatarsService,
    UsersService,
    UserDirectoryService,
    UserStandingService,
  ],
  exports: [UsersService, UserDirectoryService, UserStandingService],
})
export class UsersModule {}
