import { RouteConfig } from '@nestjs/platform-fastify';

/** This route alone reads HTML forms: browsers send those across sites without asking, so it must not trust their cookies alone. */
export const TakesForms = (): MethodDecorator => RouteConfig({ takesForms: true });
