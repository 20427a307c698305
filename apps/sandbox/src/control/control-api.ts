import { isLocalDate, type LocalDate } from '@app/domain';
import { BooksRefusedError, PeriodClosedError } from '../books/errors.js';
import { isFaultKind, type FaultRule } from '../faults/fault.js';
import { FaultRuleError } from '../faults/fault-plan.js';
import { jsonReply, type Reply, type SimRequest } from '../server/exchange.js';
import type { Router } from '../server/router.js';

export type ControlBody = Readonly<Record<string, unknown>>;

/** What one control request says. */
export interface ControlCall {
  /** Parameters of the route's template. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: ControlBody;
}

/** What it answers becomes the JSON body. */
export type ControlRoute = (call: ControlCall) => unknown;

/** The control API cannot do what was asked of it. */
export class ControlError extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 | 409 = 400,
  ) {
    super(message);
    this.name = 'ControlError';
  }
}

/**
 * A ledger's control API: JSON in, JSON out, 201 never, 204 never, so that a shell can use it without ceremony. Bodies are
 * taken as their documented shapes (README.md); it listens on the loopback only, for tests and demonstrations.
 */
export function controlApi(router: Router<ControlRoute>): (request: SimRequest) => Reply {
  return ({ method, path, query, body }) => {
    const match = router.match(method, path);
    if (match.kind !== 'found') return failure(404, `There is no control route ${method} ${path}.`);
    try {
      const result = match.route.handler({ path: match.params, query, body: bodyOf(body) });
      return jsonReply(200, JSON.stringify(result ?? { ok: true }));
    } catch (error) {
      if (error instanceof ControlError) return failure(error.status, error.message);
      const isExpected =
        error instanceof BooksRefusedError ||
        error instanceof PeriodClosedError ||
        error instanceof FaultRuleError;
      return failure(isExpected ? 409 : 500, error instanceof Error ? error.message : String(error));
    }
  };
}

/** @throws ControlError */
export function idIn(path: Readonly<Record<string, string>>, name: string): number {
  const id = Number(path[name]);
  if (!Number.isSafeInteger(id)) throw new ControlError(`${name} "${path[name]}" is not a number.`);
  return id;
}

/** @throws ControlError */
export function instant(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime()))
    throw new ControlError(`"${text}" is not an instant, e.g. 2026-03-01T08:00:00Z.`);
  return moment;
}

/** @throws ControlError */
export function dayOf(text: string | undefined, fallback: LocalDate): LocalDate {
  if (text === undefined) return fallback;
  if (!isLocalDate(text)) throw new ControlError(`"${text}" is not a day of the form YYYY-MM-DD.`);
  return text;
}

/**
 * @param example of an operation, in the ledger's words
 * @throws ControlError
 */
export function faultRule(rule: unknown, example: string): FaultRule {
  const candidate = rule as Partial<FaultRule> | null;
  const isRule =
    typeof candidate?.operation === 'string' &&
    typeof candidate.kind === 'string' &&
    isFaultKind(candidate.kind);
  if (isRule) return candidate as FaultRule;
  throw new ControlError(`A fault rule has an operation (e.g. "${example}") and a kind the sandbox knows.`);
}

/** @throws ControlError */
function bodyOf(text: string): ControlBody {
  if (text.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null) return parsed as ControlBody;
  } catch {
    // Answered below.
  }
  throw new ControlError('The body is not a JSON object.');
}

function failure(status: number, message: string): Reply {
  return jsonReply(status, JSON.stringify({ error: message }));
}
