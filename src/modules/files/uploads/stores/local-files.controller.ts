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

/**
 * Serves the links of the local store. Everybody who has a link may use it, so no sign-in is needed. With S3, every request gets
 * 404.
 */
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
    // The connection closes after the answer, so that a refused file is not read to its end.
    void reply.header('connection', 'close');
    const grant = this.local.grantOf(token, 'put');
    const type = request.headers['content-type']?.split(';')[0]!.trim().toLowerCase();
    if (type !== grant.contentType || !(request.body instanceof Readable))
      throw unsupportedMediaType(`Send ${grant.contentType}.`);
    if (Number(request.headers['content-length'] ?? 0) > grant.size!)
      throw payloadTooLarge('The file is larger than declared.');
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
        // Web apps of other origins may show the file, when they have the link.
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(file.bytes);
  }

  private get local(): LocalStore {
    if (this.store instanceof LocalStore) return this.store;
    throw notFound();
  }
}
