import { setTimeout as delay } from 'node:timers/promises';
import { addDays, type Country, localDateAt } from '@app/domain';
import type { LedgerToProve } from '../../support/conformance-ledgers.js';
import type { HubApi } from '../../support/hub-api.js';
import { minor } from '../../support/story-company.js';
import type { HubDriver } from '../../support/hub-driver.js';
import type {
  ClaimAnswer,
  ConnectionAnswer,
  PreflightAnswer,
  SettlementAnswer,
} from '../../support/story-shapes.js';
import { waitFor } from '../../support/wait-for.js';
import type { AnswerGate } from './answer-gate.js';

/** Every settlement and every direct payment is of this amount, on one and the same day: nothing but ids tells them apart. */
export const AMOUNT = '100.00';
const INVOICE = '100000.00';
/** More answers than one pull of one invoice has on any ledger are not waited for. */
export const ANSWERS_MAX = 4;
const LOOKS_MAX = 200;
const LOOK_MS = 15;

/** What must hold when all is quiet. */
export interface Balance {
  readonly direct: number;
  readonly settled: number;
  /** Bookings that the ledger shows, matched or still to be matched by a person. */
  readonly booked: number;
  readonly hold: string | null;
}

/** One ledger's company in the hub, with one large invoice on which both the collector and the debtor pay. */
export class EchoCompany {
  /** Reversals that the collector has reported. */
  reversed = 0;
  /** Payments that the debtor has made to the creditor. */
  paidDirectly = 0;
  #reported = 0;
  /** References of payments that may still be taken back. */
  readonly #standing: string[] = [];

  private constructor(
    readonly key: string,
    private readonly ledger: LedgerToProve,
    readonly gate: AnswerGate,
    private readonly api: HubApi,
    private readonly driver: HubDriver,
    private readonly path: string,
    private readonly creditor: string,
    private readonly itemId: string,
    private readonly country: Country,
  ) {}

  static async connect(
    { key, country }: { readonly key: string; readonly country: Country },
    ledger: LedgerToProve,
    gate: AnswerGate,
    api: HubApi,
    driver: HubDriver,
  ): Promise<EchoCompany> {
    const today = localDateAt(ledger.clock.now(), country);
    const itemId = ledger.addInvoice({ amount: INVOICE, invoicedOn: addDays(today, -60) });
    const { grantId } = await api.post<{ grantId: string }>('/grants', {
      connectorKey: key,
      label: key,
      settings: ledger.settings,
    });
    const policy = {
      graceDays: 14,
      minimums: [],
      startOn: addDays(today, -365),
      excludedCustomerNumbers: [],
      approval: 'automatic',
    };
    const { creditorId, connectionId } = await api.post<ConnectionAnswer>(`/grants/${grantId}/connections`, {
      companyKey: ledger.company.key,
      policy,
    });
    const creditor = `/creditors/${creditorId}`;
    const path = `${creditor}/connections/${connectionId}`;
    const { writeBackTargets } = await api.post<PreflightAnswer>(`${path}/preflight`);
    const target = writeBackTargets.find(({ proposed }) => proposed)?.target;
    if (!target) throw new Error(`${key} offers no account for settlements.`);
    await api.put(`${path}/write-back`, { target, mode: 'automatic' });
    await api.post(`${path}/activate`);
    return new EchoCompany(key, ledger, gate, api, driver, path, creditor, itemId, country);
  }

  /** Settlements that the collector has reported and not taken back. */
  get settled(): number {
    return this.#standing.length;
  }

  settle(): Promise<string> {
    this.#reported += 1;
    const reference = `${this.key}-${this.#reported}`;
    this.#standing.push(reference);
    return this.#report({ kind: 'payment', pipelineReference: reference, amount: AMOUNT });
  }

  /** The debtor's bank takes the newest standing payment back. */
  reverse(): Promise<string> {
    const reverses = this.#standing.pop();
    if (reverses === undefined) throw new Error('There is nothing to take back.');
    this.reversed += 1;
    return this.#report({ kind: 'reversal', pipelineReference: `${reverses}-back`, reverses });
  }

  payDirectly(): void {
    this.paidDirectly += 1;
    this.ledger.pay(this.itemId, AMOUNT);
  }

  /** The next booking is carried out, and its answer lost. */
  loseAnswer(): void {
    this.ledger.install({ fault: 'answer-lost', on: 'write', times: 1 });
  }

  calm(): void {
    this.ledger.clearFaults();
  }

  /** The ledger books what it has only taken in so far, and a person matches what it has left open. */
  completeBookings(): void {
    this.ledger.completeBookings?.();
    this.ledger.matchByHand?.();
  }

  /** Begins a pull; one that runs already is as good. */
  async pull(): Promise<void> {
    const { status } = await this.api.answer(
      'POST',
      `${this.path}/sync`,
      undefined,
      `pull-${this.key}-${this.ledger.clock.now().toISOString()}`,
    );
    if (status >= 300 && status !== 409) throw new Error(`A pull of ${this.key} was answered ${status}.`);
  }

  /** Keeps answer `n` of a pull back, lets `meanwhile` happen and be booked, and lets the stale answer go on. */
  async staleAnswer(n: number, meanwhile: () => Promise<string>): Promise<void> {
    this.gate.arm(n);
    await this.pull();
    await waitFor('the pull is held, or over', async () => {
      await this.driver.tick();
      return this.gate.isHolding || !(await this.#isPulling());
    });
    // A pull that was over before is only another order; the booking's own answers are never kept back.
    this.gate.disarm();
    const settlement = await meanwhile();
    // Where the ledger books later, or the booking waits for another hour, the stale answer overtakes it: one more order.
    for (let look = 0; look < LOOKS_MAX && !(await this.#isUnderWay(settlement)); look += 1)
      await delay(LOOK_MS);
    this.gate.release();
  }

  async balance(): Promise<Balance> {
    const [figures] = await this.driver.rows<Omit<Balance, 'hold'>>(
      `select (select coalesce(sum(amount_minor), 0)::int / 10000 from claim_movement
           where creditor_id = $1 and source = 'ledger') as direct,
         (select coalesce(sum(amount_minor), 0)::int / 10000 from claim_movement
           where creditor_id = $1 and source <> 'ledger') as settled,
         (select count(*)::int from write_back
           where creditor_id = $1 and state in ('verified', 'needs-matching')) as booked`,
      [this.creditor.split('/').at(-1)],
    );
    if (!figures) throw new Error('A query without tables answered no row.');
    return { ...figures, hold: (await this.#claim()).holdReason };
  }

  /** What the ledger itself says is left, in hundreds paid. */
  get paidInBooks(): bigint {
    return (minor(INVOICE) - minor(this.ledger.outstandingOf(this.itemId))) / minor(AMOUNT);
  }

  /** Booked, or taken in by a ledger that will book it. */
  async #isUnderWay(settlement: string): Promise<boolean> {
    this.completeBookings();
    await this.driver.tick();
    const { writeBack } = await this.api.get<SettlementAnswer>(`${this.creditor}/settlements/${settlement}`);
    return ['verified', 'needs-matching', 'being-confirmed'].includes(writeBack.state);
  }

  async #isPulling(): Promise<boolean> {
    const runs = await this.api.get<{ state: string }[]>(`${this.path}/sync-runs`);
    return runs.length === 0 || runs.some(({ state }) => state === 'running');
  }

  async #report(body: Readonly<Record<string, string>>): Promise<string> {
    const claim = await this.#claim();
    const { id } = await this.api.post<SettlementAnswer>(`${this.creditor}/settlements`, {
      claimId: claim.id,
      receivedOn: localDateAt(this.ledger.clock.now(), this.country),
      currency: claim.principal.currency,
      ...body,
    });
    return id;
  }

  async #claim(): Promise<ClaimAnswer> {
    const { claims } = await this.api.get<{ claims: ClaimAnswer[] }>(`${this.creditor}/claims`);
    const [claim] = claims;
    if (!claim) throw new Error(`${this.key} has no claim.`);
    return claim;
  }
}
