import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Logger as PinoLogger } from 'pino';
import { currentContext } from './log-context.js';
import { prettyLine } from './pretty-line.js';
import { redact, redactText, stackFrames, withoutSecrets } from './redact.js';
import type { LogLevel } from '../config/environment.js';

/** Nest tells of every module and route that it finds; nobody needs that at each start. */
const FRAMEWORK = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

export interface HubLoggerOptions {
  readonly level: LogLevel;
  readonly pretty: boolean;
  /** Where finished lines go. Default: standard output. */
  readonly write?: (line: string) => void;
}

/**
 * Nest's logger on pino: one JSON object a line, with the request's or job's ids, redacted. Features use Nest's own
 * `new Logger('Sync')` and give an object: `log.log({ msg: 'page stored', items: 100 })`. The words of `msg` are fixed;
 * what varies goes into fields.
 */
export class HubLogger implements LoggerService {
  readonly #pino: PinoLogger;

  constructor(options: HubLoggerOptions) {
    const write = options.write ?? ((line: string) => void process.stdout.write(line));
    this.#pino = pino(
      {
        level: options.level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: {
          level: (label) => ({ level: label }),
          log: (fields) => redact(fields) as Record<string, unknown>,
        },
        mixin: () => ({ ...currentContext() }),
      },
      { write: (line: string) => write(withoutSecrets(options.pretty ? prettyLine(line) : line)) },
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    const ofTheFramework = FRAMEWORK.has(String(rest.at(-1)));
    this.#write(ofTheFramework ? 'debug' : 'info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  /** Nest hands over a message, perhaps further values or a stack, and the context's name last. */
  #write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const component = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    const stack = rest
      .slice(0, -1)
      .find((value): value is string => typeof value === 'string' && /^\s+at /m.test(value));
    const fields: Record<string, unknown> = {
      component,
      ...(stack === undefined ? {} : { frames: stackFrames(stack) }),
    };
    if (message instanceof Error) {
      this.#pino[level]({ ...fields, error: message }, 'error');
      return;
    }
    if (typeof message === 'object' && message !== null) {
      const { msg, ...more } = message as Record<string, unknown>;
      this.#pino[level]({ ...fields, ...more }, typeof msg === 'string' ? redactText(msg) : '');
      return;
    }
    this.#pino[level](fields, redactText(String(message)));
  }
}
