import type { WriteBackTarget, WriteBackTargetOption } from '../contract/index.js';
import { LedgerContradictionError } from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { wireModeList, type WireMode } from './wire.js';

/** A mode of payment of one company, and the account it debits as it was when chosen. */
export interface FortnoxTarget {
  readonly mode: string;
  readonly account: string;
}

const PAGE_ROWS = 500;
const PAGES_MAX = 10;

export async function modesOfPayment(
  client: FortnoxClient,
  signal?: AbortSignal,
): Promise<readonly WireMode[]> {
  const modes = new Map<string, WireMode>();
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const { MetaInformation, ModesOfPayments } = await client.get(
      { path: '/modesofpayments', query: { limit: PAGE_ROWS, page }, signal },
      wireModeList,
    );
    const before = modes.size;
    for (const mode of ModesOfPayments) modes.set(mode.Code, mode);
    if (modes.size === before || modes.size >= MetaInformation['@TotalResources']) return [...modes.values()];
  }
  throw new LedgerContradictionError(`The modes of payment did not end within ${PAGES_MAX} pages.`);
}

/** At most one is proposed: a mode that speaks of collection and debits neither bank nor cash. */
export function toOptions(modes: readonly WireMode[]): readonly WriteBackTargetOption[] {
  const proposed = modes.find(
    (mode) => isClearing(mode) && /inkasso|^ink$|kravhub|collection/i.test(wordsOf(mode)),
  );
  return modes.flatMap((mode) => {
    const account = mode.AccountNumber;
    if (account === undefined) return [];
    const note = noteOn(mode, mode === proposed);
    return [
      {
        target: { mode: mode.Code, account },
        label: `${mode.Description ?? mode.Code} (${mode.Code}, ${account})`,
        proposed: mode === proposed,
        ...(note === undefined ? {} : { note }),
      },
    ];
  });
}

/** A mode for money that the collector holds: accounts 19xx of the Swedish BAS chart are bank and cash. */
export function isClearing({ AccountNumber }: WireMode): boolean {
  return AccountNumber !== undefined && !AccountNumber.startsWith('19');
}

function wordsOf({ Code, Description }: WireMode): string {
  return /^ink$/i.test(Code) ? 'inkasso' : `${Code} ${Description ?? ''}`;
}

function noteOn(mode: WireMode, isProposed: boolean): string | undefined {
  if (isProposed) return 'Made for money that the collector holds; the settlement clears the account later.';
  return isClearing(mode)
    ? undefined
    : 'Debits bank or cash: the money is not there on that day, and our payments cannot be told from others.';
}

export function readTarget({ mode, account }: WriteBackTarget): FortnoxTarget | undefined {
  if (typeof mode !== 'string' || mode === '' || typeof account !== 'string') return undefined;
  return /^\d{4}$/.test(account) ? { mode, account } : undefined;
}

export type TargetState =
  | { readonly state: 'good'; readonly mode: WireMode }
  | { readonly state: 'missing' }
  | { readonly state: 'account-changed' };

export function stateOf(target: FortnoxTarget | undefined, modes: readonly WireMode[]): TargetState {
  const mode = modes.find(({ Code }) => Code === target?.mode);
  if (!mode || !target) return { state: 'missing' };
  return mode.AccountNumber === target.account ? { state: 'good', mode } : { state: 'account-changed' };
}
