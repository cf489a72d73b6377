import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { AvailabilityQuery, AvailabilityView } from './availability.dto.ts';
import { serviceNotOffered } from './availability.errors.ts';
import { AvailabilityService } from './availability.service.ts';

@ApiTags('barbers')
@Controller('barbers/:id/availability')
export class AvailabilityController {
  constructor(private readonly availability: AvailabilityService) {}

  @Public()
  @Get()
  @Returns(200, AvailabilityView, [notFound, serviceNotOffered])
  of(@Param('id', { schema: Id }) id: string, @Query({ schema: AvailabilityQuery }) query: AvailabilityQuery) {
    return this.availability.of(id, query);
  }
}
