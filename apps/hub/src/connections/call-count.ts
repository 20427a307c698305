import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transport } from '@app/connectors';

interface CallCount {
  calls: number;
}

const counts = new AsyncLocalStorage<CallCount>();

/** Counts what `work` sends to a ledger, on from `before`: sign-ins and repeated calls are calls, too. */
export function countingCalls<T>(before: number, work: () => Promise<T>): Promise<T> {
  return counts.run({ calls: before }, work);
}

/** Calls sent so far by the work that is counted; 0 where nothing is. */
export function callsSent(): number {
  return counts.getStore()?.calls ?? 0;
}

/** Sessions are shared by all who speak with a company, so whose call it is follows from who waits for it. */
export function counted(transport: Transport): Transport {
  return (request) => {
    const count = counts.getStore();
    if (count) count.calls += 1;
    return transport(request);
  };
}
