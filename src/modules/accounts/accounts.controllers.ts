import { AdminUsersController } from './admin/admin-users.controller.ts';
import { AuthController } from './auth/auth.controller.ts';
import { SessionsController } from './auth/sessions/sessions.controller.ts';
import { PrivacyController } from './closing/closing.controller.ts';
import { CredentialsController } from './credentials/credentials.controller.ts';
import { MyCredentialsController } from './credentials/my-credentials.controller.ts';
import { MyIdentitiesController } from './identities/my-identities.controller.ts';
import { OauthController } from './identities/oauth.controller.ts';
import { WebOauthController } from './identities/web/web-oauth.controller.ts';
import { MeController } from './users/me.controller.ts';
import { MyVerificationController } from './verification/my-verification.controller.ts';
import { VerificationController } from './verification/verification.controller.ts';

export const ACCOUNTS_CONTROLLERS = [
  AdminUsersController,
  AuthController,
  SessionsController,
  PrivacyController,
  CredentialsController,
  MyCredentialsController,
  MyIdentitiesController,
  OauthController,
  WebOauthController,
  MeController,
  MyVerificationController,
  VerificationController,
];
