import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../../common/auth/actor.ts';
import { CurrentActor } from '../../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../../common/errors/common.errors.ts';
import { Id } from '../../../../common/shapes/fields.ts';
import { Returns } from '../../../../common/http/returns.ts';
import { ListSessions, SessionPage } from './sessions.dto.ts';
import { SessionsService } from './sessions.service.ts';

/** The sessions of the signed-in user. */
@ApiTags('auth')
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @Returns(200, SessionPage)
  list(@CurrentActor() actor: UserActor, @Query({ schema: ListSessions }) query: ListSessions) {
    return this.sessions.list(actor.id, query, actor.sessionId);
  }

  /** Ends all sessions except the session that sends the request. */
  @Delete()
  @Returns(204)
  endOthers(@CurrentActor() actor: UserActor) {
    return this.sessions.endOthers(actor);
  }

  @Delete(':id')
  @Returns(204, undefined, [notFound])
  endOne(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.sessions.endOne(actor, id);
  }
}
