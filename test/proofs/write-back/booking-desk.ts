import { createTransport, type LedgerSession } from '@app/connectors';
import {
  type ClaimId,
  type Currency,
  type LedgerItemId,
  type LocalDate,
  localDateAt,
  parseMoney,
  type SettlementId,
  addDays,
  type Country,
} from '@app/domain';
import { WriteBackBench } from '../../../apps/hub/src/write-back/testing/write-back-bench.js';
import { type LedgerToProve, type LedgerUnderProof, UNLIMITED } from '../../support/conformance-ledgers.js';
import { deskSession } from '../../support/ledger-desk.js';
import { type Loss, LossyTransport } from './lossy-transport.js';

const INVOICE = '1000.00';

/** Late interest of each settlement, where the ledger books it with the payment. */
const INTEREST = '12.34';

/** One invoice of 1000.00 and a settlement of 400.00 and interest on it, as the hub has taken it in. */
export interface Case {
  readonly itemId: string;
  readonly claimId: ClaimId;
  readonly currency: Currency;
  readonly settlementId: SettlementId;
  /** The pipeline's own. */
  readonly reference: string;
  /** What stood on the account for interest before. */
  readonly interestBefore: bigint;
}

/** How one case ended: by the hub's row, and by the ledger's own books. */
export interface Ending {
  readonly state: string;
  readonly payments: number;
  readonly outstanding: string;
  /** What the case has moved on the account for interest, in minor units; 0 where the ledger books a payment alone. */
  readonly interest: bigint;
}

/** The hub's write-back worker on a real database, and a connector against its simulator, whose calls can be lost. */
export class BookingDesk {
  readonly #transport = createTransport();

  private constructor(
    private readonly under: LedgerUnderProof,
    private readonly bench: WriteBackBench,
    private readonly ledger: LedgerToProve,
    private readonly session: LedgerSession,
    private readonly country: Country,
    private readonly interestAccount: string | undefined,
  ) {}

  /** What one booked settlement moves on the account for interest. */
  get interestBooked(): bigint {
    return this.interestAccount === undefined ? 0n : -parseMoney(INTEREST, 'NOK').minor;
  }

  static async open(under: LedgerUnderProof): Promise<BookingDesk> {
    const bench = await WriteBackBench.open();
    const ledger = await under.create({ clock: bench.clock, limits: UNLIMITED });
    const session = deskSession(under.definition, ledger);
    const target = (await session.writeBack?.targets())?.find(({ proposed }) => proposed)?.target;
    if (!target) throw new Error('The ledger proposes no target.');
    const { currency, country } = await session.identify();
    const accounts = await session.writeBack?.lineAccounts?.();
    const interest = accounts?.find(({ proposedFor }) => proposedFor.includes('interest'));
    bench.capabilities = [...under.definition.capabilities];
    await bench.database.asCreditor(bench.creditorId, async (tx) => {
      await tx.query(`update connection set write_back_target = $1, write_back_accounts = $2`, [
        JSON.stringify(target),
        JSON.stringify(interest === undefined ? {} : { interest: interest.account }),
      ]);
      await tx.query(`update creditor set currency = $1, country = $2`, [currency, country]);
    });
    const interestAccount = interest && /^\d+/.exec(interest.label)?.[0];
    return new BookingDesk(under, bench, ledger, session, country, interestAccount);
  }

  async settle(): Promise<Case> {
    const itemId = this.ledger.addInvoice({ amount: INVOICE, invoicedOn: addDays(this.#today(), -50) });
    const { found } = await this.session.readItems([itemId as LedgerItemId]);
    const [item] = found;
    if (!item) throw new Error('The ledger does not show its new invoice.');
    const claimId = await this.bench.addClaimOn(item);
    const { currency } = item.original;
    const interestBefore = this.#interest();
    const { id, pipelineReference } = await this.bench.take(claimId, {
      currency,
      principal: '400.00',
      interest: INTEREST,
      receivedOn: this.#today(),
    });
    return { itemId, claimId, currency, settlementId: id, reference: pipelineReference, interestBefore };
  }

  /** The debtor's bank takes the payment back. */
  async reverse({ reference: reverses, ...paid }: Case): Promise<Case> {
    const { claimId, currency } = paid;
    const receivedOn = this.#today();
    const { id, pipelineReference } = await this.bench.take(claimId, {
      kind: 'reversal',
      currency,
      reverses,
      receivedOn,
    });
    return { ...paid, settlementId: id, reference: pipelineReference };
  }

  /** Carries the case to its end with call `lostCall` lost; answers how it ended and how many calls were made. */
  async carryOut(
    { itemId, settlementId, interestBefore }: Case,
    lostCall: number,
    loss: Loss,
  ): Promise<Ending & { readonly calls: number }> {
    const { clock, database } = this.bench;
    const lossy = new LossyTransport(this.#transport, clock, lostCall, loss);
    // A session of its own, so that signing in is one of the calls that can be lost.
    const { writeBack } = deskSession(this.under.definition, this.ledger, {
      clock,
      transport: lossy.send,
      sleep: (ms) => Promise.resolve(clock.advanceMs(ms)),
    });
    if (!writeBack) throw new Error('The connector has no write-back.');
    const worker = this.bench.worker(database, writeBack);
    const { state } = await this.bench.runToQuiet(settlementId, worker, () =>
      this.ledger.completeBookings?.(),
    );
    await lossy.land(true);
    await this.ledger.idle();
    this.ledger.completeBookings?.();
    return {
      state,
      payments: this.ledger.paymentsOf(itemId),
      outstanding: this.ledger.outstandingOf(itemId),
      interest: this.#interest() - interestBefore,
      calls: lossy.calls,
    };
  }

  async close(): Promise<void> {
    await this.ledger.stop();
    await this.bench.close();
  }

  #interest(): bigint {
    if (this.interestAccount === undefined) return 0n;
    return parseMoney(this.ledger.generalLedger?.balanceOf(this.interestAccount) ?? '0', 'NOK').minor;
  }

  #today(): LocalDate {
    return localDateAt(this.bench.clock.now(), this.country);
  }
}
