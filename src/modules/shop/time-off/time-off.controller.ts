import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { CreateTimeOff, ListTimeOff, TimeOffPage, TimeOffView } from './time-off.dto.ts';
import { bookingsInTheWay, timeOffInPast, timeOffOverlaps, timeOffTooLong } from './time-off.errors.ts';
import { TimeOffService } from './time-off.service.ts';

@ApiTags('barbers')
@Roles('barber')
@Controller('barbers/me/time-off')
export class TimeOffController {
  constructor(private readonly timeOff: TimeOffService) {}

  @Get()
  @Returns(200, TimeOffPage)
  list(@CurrentActor() actor: UserActor, @Query({ schema: ListTimeOff }) query: ListTimeOff) {
    return this.timeOff.list(actor.id, query);
  }

  @Post()
  @Returns(201, TimeOffView, [bookingsInTheWay, timeOffOverlaps, timeOffInPast, timeOffTooLong])
  create(@CurrentActor() actor: UserActor, @Body({ schema: CreateTimeOff }) body: CreateTimeOff) {
    return this.timeOff.create(actor.id, body);
  }

  @Delete(':id')
  @Returns(204, undefined, [notFound])
  remove(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.timeOff.remove(actor.id, id);
  }
}
