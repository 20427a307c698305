import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What every log line of one request or one job has in common. */
export interface LogContext {
  readonly requestId?: string;
  /** W3C trace context, 32 hex digits: the same over all that one request sets in motion. */
  readonly traceId: string;
  /** 16 hex digits: this piece of the trace. */
  readonly spanId: string;
  readonly job?: { readonly queue: string; readonly id: string; readonly attempt: number };
}

const storage = new AsyncLocalStorage<LogContext>();
const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;
const ZEROES = /^0+$/;

export function currentContext(): LogContext | undefined {
  return storage.getStore();
}

export function withContext<T>(context: LogContext, work: () => T): T {
  return storage.run(context, work);
}

/** Continues the caller's trace when the header is well formed, else begins one. */
export function traceFrom(traceParent: string | undefined): Pick<LogContext, 'traceId' | 'spanId'> {
  const match = traceParent === undefined ? null : TRACE_PARENT.exec(traceParent);
  const spanId = randomBytes(8).toString('hex');
  const traceId = match?.[1];
  return {
    traceId: traceId !== undefined && !ZEROES.test(traceId) ? traceId : randomBytes(16).toString('hex'),
    spanId,
  };
}

/** The header for whatever the current work calls; undefined outside of a request or job. */
export function currentTraceParent(): string | undefined {
  const context = storage.getStore();
  return context && `00-${context.traceId}-${context.spanId}-01`;
}
