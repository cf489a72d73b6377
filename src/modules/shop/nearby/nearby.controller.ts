import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { NearbyPage, NearbyQuery } from './nearby.dto.ts';
import { NearbyService } from './nearby.service.ts';

@ApiTags('barbers')
@Controller('barbers/nearby')
export class NearbyController {
  constructor(private readonly nearby: NearbyService) {}

  @Public()
  @Get()
  @Returns(200, NearbyPage)
  find(@Query({ schema: NearbyQuery }) query: NearbyQuery) {
    return this.nearby.find(query);
  }
}
