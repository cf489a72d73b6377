import { applyDecorators, UseFilters, UseInterceptors } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import { AckInterceptor } from './ack.interceptor.ts';
import { SocketProblemFilter } from './socket-problem.filter.ts';

/** Every gateway is one of these: Nest gives them no global filter, and a handler that returns nothing would never ack. */
export const Gateway = (): ClassDecorator =>
  applyDecorators(WebSocketGateway(), UseFilters(SocketProblemFilter), UseInterceptors(AckInterceptor));
