import type { AddressInfo } from 'node:net';
import type { HttpAdapterHost } from '@nestjs/core';
import type { Config } from '../config/config.ts';

/** Returns the address at which clients reach this process: PUBLIC_URL, or an address on this machine. */
export function ownUrl({ PUBLIC_URL, PORT }: Config, host: HttpAdapterHost): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL.replace(/\/$/, '');
  const server = host.httpAdapter.getHttpServer() as { address(): AddressInfo | null };
  return `http://127.0.0.1:${server.address()?.port ?? PORT}`;
}
