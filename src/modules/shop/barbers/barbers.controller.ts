import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { BarberView } from './barbers.dto.ts';
import { BarbersService } from './barbers.service.ts';

@ApiTags('barbers')
@Controller('barbers')
export class BarbersController {
  constructor(private readonly barbers: BarbersService) {}

  @Public()
  @Get(':id')
  @Returns(200, BarberView, [notFound])
  get(@Param('id', { schema: Id }) id: string) {
    return this.barbers.view(id);
  }
}
