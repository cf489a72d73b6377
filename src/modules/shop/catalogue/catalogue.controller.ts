import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Public, Roles } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { ChangeService, CreateService, ListServices, ServicePage, ServiceView } from './catalogue.dto.ts';
import { CatalogueService } from './catalogue.service.ts';

@ApiTags('services')
@Controller('services')
export class ServicesController {
  constructor(private readonly services: CatalogueService) {}

  @Public()
  @Get()
  @Returns(200, ServicePage)
  list(@Query({ schema: ListServices }) query: ListServices) {
    return this.services.list(query);
  }

  @Roles('admin')
  @Post()
  @Returns(201, ServiceView)
  create(@CurrentActor() actor: UserActor, @Body({ schema: CreateService }) body: CreateService) {
    return this.services.create(actor, body);
  }

  @Roles('admin')
  @Patch(':id')
  @Returns(200, ServiceView, [notFound])
  change(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeService }) body: ChangeService,
  ) {
    return this.services.change(actor, id, body);
  }

  @Roles('admin')
  @Delete(':id')
  @Returns(204, undefined, [notFound])
  remove(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.services.remove(actor, id);
  }
}
