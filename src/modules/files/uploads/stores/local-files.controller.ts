import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Put, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../../common/auth/auth.decorators.ts';
import { notFound, payloadTooLarge, unsupportedMediaType } from '../../../../common/errors/common.errors.ts';
import { TAKES_STREAMS } from '../../../../common/http/streams.ts';
import { LocalStore } from './local-store.ts';
import { dispositionOf, ObjectStore } from './object-store.service.ts';

/** The other end of the local store's links. The link is the right, so there is no token; with S3 nothing is here. */
@Public()
@ApiExcludeController()
@Controller('files')
export class LocalFilesController {
  constructor(private readonly store: ObjectStore) {}

  @Put(':token')
  @HttpCode(204)
  @RouteConfig(TAKES_STREAMS)
  async receive(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // Whatever is refused is not read to its end.
    void reply.header('connection', 'close');
    const grant = this.local.grantOf(token, 'put');
    const type = request.headers['content-type']?.split(';')[0]!.trim().toLowerCase();
    if (type !== grant.contentType || !(request.body instanceof Readable))
      throw unsupportedMediaType(`Send ${grant.contentType}.`);
    if (Number(request.headers['content-length'] ?? 0) > grant.size!)
      throw payloadTooLarge('More bytes than were declared.');
    await this.local.receive(grant, request.body);
  }

  @Get(':token')
  async send(@Param('token') token: string, @Res() reply: FastifyReply) {
    const { key, contentType } = this.local.grantOf(token, 'get');
    const file = await this.local.stream(key);
    if (!file) throw notFound();
    return reply
      .headers({
        'content-type': contentType,
        'content-length': file.size,
        'content-disposition': dispositionOf(contentType),
        'cache-control': 'private, no-store',
        'content-security-policy': "default-src 'none'; sandbox",
        // Shown inside web apps of other origins, by those who hold the link.
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(file.bytes);
  }

  private get local(): LocalStore {
    if (this.store instanceof LocalStore) return this.store;
    throw notFound();
  }
}
