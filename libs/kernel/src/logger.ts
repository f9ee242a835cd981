/** The part of pino's logger that the libraries use. The message is constant, data goes into fields. */
export type Logger = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Injection token of the logger. */
export const LOGGER = Symbol('LOGGER');
