import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Returns } from '../../../common/http/returns.ts';
import { DeviceView, PushToken, RegisterDevice } from './devices.dto.ts';
import { DevicesService } from './devices.service.ts';

/** Devices that receive push messages. An app registers its token after every sign-in and whenever it changes. */
@ApiTags('me')
@Controller('me/devices')
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Post()
  @Returns(201, DeviceView)
  register(@CurrentActor() actor: UserActor, @Body({ schema: RegisterDevice }) body: RegisterDevice) {
    return this.devices.register(actor, body);
  }

  @Delete(':token')
  @Returns(204, undefined, [notFound])
  remove(@CurrentActor() actor: UserActor, @Param('token', { schema: PushToken }) token: string) {
    return this.devices.remove(actor, token);
  }
}
