import type { AdjustableClock } from '../server/adjustable-clock.js';
import { ControlError, type ControlRoute, controlApi, faultRule, instant } from '../control/control-api.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import type { Reply, SimRequest } from '../server/exchange.js';
import { Router } from '../server/router.js';

/** What each receiving end offers below `/control/<key>` besides routes of its own. */
export interface Receiving {
  readonly key: string;
  readonly clock: AdjustableClock;
  readonly faults: FaultPlan;
  /** Example of an operation, for the fault rules. */
  readonly exampleOperation: string;
  messages(): readonly unknown[];
  /** Forgets all messages; answers how many. */
  reset(): number;
}

export function receivingControl(
  end: Receiving,
  own: Readonly<Record<string, ControlRoute>> = {},
): (request: SimRequest) => Reply {
  const router = new Router<ControlRoute>();
  const on = (method: string, template: string, handler: ControlRoute): void => {
    router.add(method, `/control/${end.key}${template}`, handler);
  };
  on('GET', '/messages', () => ({ messages: end.messages() }));
  on('DELETE', '/messages', () => ({ removed: end.reset() }));
  on('POST', '/clock', ({ body }) => {
    if (typeof body['advanceDays'] === 'number') end.clock.advanceDays(body['advanceDays']);
    else if (typeof body['to'] === 'string') end.clock.moveTo(instant(body['to']));
    else throw new ControlError('Give advanceDays (a number) or to (an instant).');
    return { now: end.clock.now().toISOString() };
  });
  on('GET', '/faults', () => end.faults.rules());
  on('POST', '/faults', ({ body }) => {
    const rules = Array.isArray(body['rules']) ? body['rules'] : [body];
    return { ids: rules.map((rule: unknown) => end.faults.install(faultRule(rule, end.exampleOperation))) };
  });
  on('DELETE', '/faults', () => ({ removed: end.faults.clear() }));
  for (const [operation, handler] of Object.entries(own)) {
    const [method = '', template = ''] = operation.split(' ');
    on(method, template, handler);
  }
  return controlApi(router);
}
