import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.ts';
import { malformedRequest, unsupportedMediaType } from '../errors/common.errors.ts';
import { LOGGER } from '../logging/logging.tokens.ts';
import { createOpenApi, setPrefix } from './openapi.ts';
import { sendProblem, toProblem } from './problem.filter.ts';
import { runInRequest } from './request-context.ts';
import { STREAMED_TYPES, type TAKES_STREAMS } from './streams.ts';

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/**
 * Creates a Nest application on Fastify with everything that every request passes: a request id, security headers, CORS for the
 * listed origins, compression, and size limits.
 */
export async function createHttpApp(module: DynamicModule, config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: config.BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: 500 },
    requestIdHeader: false,
    trustProxy: config.TRUST_PROXY.length > 0 && config.TRUST_PROXY,
    // A URL that cannot be decoded never reaches a route or the filters of a route.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(toProblem(error), request, reply),
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  } as never);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(LOGGER));
  addBodyParsers(app);
  addHooks(adapter.getInstance<FastifyInstance>());
  await app.register(helmet, securityHeaders(config));
  await app.register(compress, { threshold: 2_048, encodings: ['gzip', 'deflate'] } as never);
  app.enableCors(corsFor(config));
  setPrefix(app);
  if (config.ROLES.includes('api'))
    SwaggerModule.setup('docs', app, () => createOpenApi(app), { jsonDocumentUrl: 'docs-json' });
  return app;
}

/**
 * Every request header that a browser asks for is allowed. Methods must be listed, because otherwise browsers send only the
 * methods that HTML forms can send.
 */
const corsFor = ({ CORS_ORIGINS: origin }: Config) => ({
  origin,
  credentials: true,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: ['x-request-id', 'retry-after'],
});

const takesForms = ({ routeOptions }: FastifyRequest): boolean =>
  (routeOptions.config as { takesForms?: boolean }).takesForms === true;

/**
 * Accepts only JSON in valid UTF-8. Routes with `@TakesForms()` also accept HTML forms, and routes with `TAKES_STREAMS` accept
 * files. Invalid UTF-8 is refused because its decoded form can mean something other than what was sent.
 */
function addBodyParsers(app: NestFastifyApplication): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', {}, (request, body, done) => {
    if (isUtf8(body)) void parseJson(request as never, body.toString(), done);
    else done(malformedRequest('The body is not valid UTF-8.'));
  });
  app.useBodyParser(['text/plain'], {}, (_request, _body, done) => done(unsupportedMediaType()));
  app.useBodyParser('application/x-www-form-urlencoded', {}, (request, body, done) => {
    if (takesForms(request as FastifyRequest)) done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    else done(unsupportedMediaType());
  });
  fastify.addContentTypeParser(STREAMED_TYPES, (request, payload, done) => {
    const { takesStreams } = request.routeOptions.config as Partial<typeof TAKES_STREAMS>;
    if (takesStreams) done(null, payload);
    else done(unsupportedMediaType());
  });
}

/** The pages at /docs need inline scripts. Outside production, there may be no https to upgrade requests to. */
const securityHeaders = ({ production }: Config): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    directives: {
      'script-src': ["'self'", "'unsafe-inline'"],
      'upgrade-insecure-requests': production ? [] : null,
    },
  },
});

function addHooks(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    runInRequest({ requestId: request.id, ip: request.ip }, done);
  });
}
