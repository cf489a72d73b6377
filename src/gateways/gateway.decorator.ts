import { applyDecorators, UseFilters, UseInterceptors } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { AckInterceptor } from './ack.interceptor.ts';
import { SocketProblemFilter } from './socket-problem.filter.ts';

/**
 * Marks a gateway. Nest applies no global filter to gateways, and without the interceptor a handler that returns nothing never
 * acks.
 */
export const Gateway = (): ClassDecorator =>
  applyDecorators(WebSocketGateway(), UseFilters(SocketProblemFilter), UseInterceptors(AckInterceptor));
