import { RouteConfig } from '@nestjs/platform-fastify';

/**
 * Lets a route read HTML forms. Browsers send forms from other sites without asking, so the route must not trust the cookies of a
 * request alone.
 */
export const TakesForms = (): MethodDecorator => RouteConfig({ takesForms: true });
