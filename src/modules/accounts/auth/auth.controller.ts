import { Body, Controller, Header, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Public } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { Limited } from '../../../common/limits/limit.guards.ts';
import { accountExists } from '../users/users.errors.ts';
import { AuthView, Refresh, SignIn, SignUp } from './auth.dto.ts';
import { accountSuspended, invalidCredentials, refreshTokenInvalid } from './auth.errors.ts';
import { AuthService } from './auth.service.ts';
import { SessionsService } from './sessions/sessions.service.ts';
import { SignUpService } from './sign-up.service.ts';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signUps: SignUpService,
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
  ) {}

  @Public()
  @Post('signup')
  @Limited('account-work')
  @Header('Cache-Control', 'no-store')
  @Returns(201, AuthView, [accountExists])
  signUp(@Body({ schema: SignUp }) body: SignUp) {
    return this.signUps.signUp(body);
  }

  @Public()
  @Post('signin')
  @Header('Cache-Control', 'no-store')
  @Returns(200, AuthView, [invalidCredentials, accountSuspended])
  signIn(@Body({ schema: SignIn }) body: SignIn) {
    return this.auth.signIn(body);
  }

  @Public()
  @Post('refresh')
  @Header('Cache-Control', 'no-store')
  @Returns(200, AuthView, [refreshTokenInvalid])
  refresh(@Body({ schema: Refresh }) body: Refresh) {
    return this.auth.refresh(body.refreshToken);
  }

  /** Ends the session of this access token. */
  @Post('signout')
  @Returns(204)
  signOut(@CurrentActor() actor: UserActor) {
    return this.sessions.end(actor.sessionId);
  }
}
