import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

import type { Logger } from '@codegate/kernel';

const secretNames = [
  'apiKey',
  'refreshToken',
  'accessToken',
  'token',
  'secret',
  'password',
  'authorization',
  'cookie',
  '["x-api-key"]',
];

/** Logs JSON lines to stdout. Fields that may contain a secret are masked in the first two levels. */
export function createLogger(level: string, stream?: DestinationStream): PinoLogger {
  const paths = secretNames.flatMap((name) => {
    const suffix = name.startsWith('[') ? name : `.${name}`;
    return [suffix.replace(/^\./, ''), `*${suffix}`, `*.headers${suffix}`];
  });
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: '***' },
    serializers: { err: serializeError },
  };
  return stream ? pino(options, stream) : pino(options);
}

/** Selected fields only: a failed query carries its parameters, which are user data. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  };
}

/** Contexts that only log a failed start, which main.ts reports in one line. */
const reportedByMain = new Set<unknown>(['ExceptionHandler', 'NestApplication']);

/** The log messages of Nest. Its routine messages have level debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.log(message, ...rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.log(message, ...rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (reportedByMain.has(context)) return;
    const err = message instanceof Error ? message : undefined;
    this.logger.error({ err, context }, err ? err.message : String(message));
  }
}
