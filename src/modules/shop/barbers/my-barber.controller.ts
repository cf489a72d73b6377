import { Body, Controller, Get, Patch, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import {
  ChangeProfile,
  ExceptionsView,
  ProfileView,
  ServicesView,
  SetExceptions,
  SetHours,
  SetOnline,
  SetServices,
} from './barbers.dto.ts';
import { currencyMismatch, unknownService } from './barbers.errors.ts';
import { MyBarberService } from './my-barber.service.ts';

/** The signed-in barber's own profile, prices, hours and online switch. */
@ApiTags('barbers')
@Roles('barber')
@Controller('barbers/me')
export class MyBarberController {
  constructor(private readonly barbers: MyBarberService) {}

  @Get()
  @Returns(200, ProfileView)
  profile(@CurrentActor() actor: UserActor) {
    return this.barbers.profile(actor.id);
  }

  @Patch()
  @Returns(200, ProfileView, [currencyMismatch])
  change(@CurrentActor() actor: UserActor, @Body({ schema: ChangeProfile }) body: ChangeProfile) {
    return this.barbers.changeProfile(actor.id, body);
  }

  @Put('services')
  @Returns(200, ServicesView, [currencyMismatch, unknownService])
  setServices(@CurrentActor() actor: UserActor, @Body({ schema: SetServices }) body: SetServices) {
    return this.barbers.setServices(actor.id, body);
  }

  @Put('availability')
  @Returns(200, ProfileView)
  setHours(@CurrentActor() actor: UserActor, @Body({ schema: SetHours }) body: SetHours) {
    return this.barbers.setHours(actor.id, body);
  }

  @Get('exceptions')
  @Returns(200, ExceptionsView)
  exceptions(@CurrentActor() actor: UserActor) {
    return this.barbers.exceptions(actor.id);
  }

  @Put('exceptions')
  @Returns(200, ExceptionsView)
  setExceptions(@CurrentActor() actor: UserActor, @Body({ schema: SetExceptions }) body: SetExceptions) {
    return this.barbers.setExceptions(actor.id, body);
  }

  @Put('online')
  @Returns(200, ProfileView)
  setOnline(@CurrentActor() actor: UserActor, @Body({ schema: SetOnline }) body: { isOnline: boolean }) {
    return this.barbers.setOnline(actor.id, body.isOnline);
  }
}
