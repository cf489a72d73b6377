import type { LoggerService } from '@nestjs/common';
import winston from 'winston';
import { requestContext } from '../http/request-context.ts';
import { redact } from './redact.ts';

const withContext = winston.format((info) => Object.assign(info, requestContext()));
const redacted = winston.format((info) => redact(info) as winston.Logform.TransformableInfo);

/** Contexts of Nest that list all modules and routes at each start. Their lines are logged as debug. */
const FRAMEWORK = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'WebSocketsController',
]);

/** The fields that this file itself adds to a log line. */
type Line = Record<'level' | 'message' | 'timestamp', string> &
  Partial<Record<'context' | 'requestId' | 'stack', string>>;

const pretty = winston.format.printf((info) => {
  const { level, message, timestamp, context, requestId, stack, ...rest } = info as unknown as Line;
  const where = [context && `[${context}]`, requestId && `(${requestId})`].filter(Boolean).join(' ');
  const more = Object.keys(rest).length ? ` ${JSON.stringify(rest)}` : '';
  return `${timestamp} ${level} ${where} ${message}${more}${stack ? `\n${stack}` : ''}`;
});

/**
 * Winston with the interface of Nest's logger. Writes readable lines in development and JSON in production, with the request id
 * and without secrets.
 */
export class Logger implements LoggerService {
  private readonly winston: winston.Logger;

  constructor(options: { level: string; json: boolean; stream?: NodeJS.WritableStream }) {
    const { format, transports } = winston;
    this.winston = winston.createLogger({
      level: options.level === 'silent' ? 'error' : options.level,
      silent: options.level === 'silent',
      format: format.combine(withContext(), redacted(), format.timestamp(), options.json ? format.json() : pretty),
      transports: [options.stream ? new transports.Stream({ stream: options.stream }) : new transports.Console()],
    });
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(FRAMEWORK.has(rest.at(-1) as string) ? 'debug' : 'info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  /** Nest passes (message, …details, context). The last string is the context, and an Error keeps its stack. */
  private write(level: string, message: unknown, rest: unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const error = [message, ...rest].find((part) => part instanceof Error);
    const details = rest.filter((part) => part !== context && typeof part === 'object' && !(part instanceof Error));
    const text =
      message instanceof Error ? message.message : typeof message === 'string' ? message : JSON.stringify(message);
    this.winston.log({
      level,
      message: text,
      context,
      ...(error && { stack: error.stack }),
      ...(Object.assign({}, ...details) as object),
    });
  }
}
