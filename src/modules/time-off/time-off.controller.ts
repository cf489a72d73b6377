import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../common/auth/auth.decorators.ts';
import { Id } from '../../common/http/fields.ts';
import { Returns } from '../../common/http/returns.ts';
import { CreateTimeOff, ListTimeOff, TimeOffPage, TimeOffView } from './time-off.dto.ts';
import { TimeOffService } from './time-off.service.ts';

@ApiTags('barbers')
@Roles('barber')
@Controller('barbers/me/time-off')
export class TimeOffController {
  constructor(private readonly timeOff: TimeOffService) {}

  @Get()
  @Returns(200, TimeOffPage, [400, 401, 403])
  list(@CurrentActor() actor: UserActor, @Query({ schema: ListTimeOff }) query: ListTimeOff) {
    return this.timeOff.list(actor.id, query);
  }

  @Post()
  @Returns(201, TimeOffView, [400, 401, 403, 409, 422])
  create(@CurrentActor() actor: UserActor, @Body({ schema: CreateTimeOff }) body: CreateTimeOff) {
    return this.timeOff.create(actor.id, body);
  }

  @Delete(':id')
  @Returns(204, undefined, [401, 403, 404])
  remove(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.timeOff.remove(actor.id, id);
  }
}
