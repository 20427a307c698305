import { expect } from '@jest/globals';
import type { HubApi } from './hub-api.js';
import type {
  ClaimAnswer,
  ClaimStory,
  CollectedAnswer,
  ConnectionAnswer,
  OpenItemAnswer,
  ReconciliationAnswer,
  RefusedAnswer,
  RunAnswer,
  SettlementAnswer,
  WriteBackAnswer,
} from './story-shapes.js';

/** As much of a story as a company in its hub needs. */
export interface HubWorld {
  readonly api: HubApi;
  readonly today: string;
  later(span: { readonly seconds: number }): void;
  quiet(): Promise<void>;
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** An invoice, by the id that the ledger gives it. */
export interface Named {
  readonly id: number | string;
}

/** One creditor of a story as the hub sees it, whichever ledger its books are in. */
export class HubCompany {
  readonly creditorId: string;
  readonly connectionId: string;
  /** The connection's address in the API. */
  readonly path: string;
  #settlements = 0;

  constructor(
    protected readonly world: HubWorld,
    connection: Pick<ConnectionAnswer, 'creditorId' | 'connectionId'>,
  ) {
    this.creditorId = connection.creditorId;
    this.connectionId = connection.connectionId;
    this.path = `${this.creditor}/connections/${connection.connectionId}`;
  }

  get creditor(): string {
    return `/creditors/${this.creditorId}`;
  }

  /** Pulls, and lets everything follow that the pull sets going. The run may have failed. */
  async pull(): Promise<RunAnswer> {
    // Nobody asks twice in the same moment; and the newest run is the one that began last.
    this.world.later({ seconds: 1 });
    await this.world.api.post(`${this.path}/sync`);
    await this.world.quiet();
    const [run] = await this.runs();
    if (!run) throw new Error('No run was begun.');
    return run;
  }

  async pullNow(): Promise<RunAnswer> {
    const run = await this.pull();
    expect(run).toMatchObject({ state: 'succeeded', failure: null });
    return run;
  }

  runs(): Promise<RunAnswer[]> {
    return this.world.api.get(`${this.path}/sync-runs`);
  }

  connection(): Promise<ConnectionAnswer> {
    return this.world.api.get(this.path);
  }

  async claims(): Promise<ClaimAnswer[]> {
    const { claims } = await this.world.api.get<{ claims: ClaimAnswer[] }>(
      `${this.creditor}/claims?limit=1000`,
    );
    return claims;
  }

  /** The claim of an invoice with its history; undefined when there is none. */
  async findClaim(invoice: Named): Promise<ClaimStory | undefined> {
    const claim = (await this.claims()).find(({ ledgerItemId }) => ledgerItemId === String(invoice.id));
    return claim && this.world.api.get(`${this.creditor}/claims/${claim.id}`);
  }

  async claimOf(invoice: Named): Promise<ClaimStory> {
    const claim = await this.findClaim(invoice);
    if (!claim) throw new Error(`Invoice ${invoice.id} has no claim.`);
    return claim;
  }

  /** A person's order about a claim: `withdraw`, `reinstate`, `pause`, `resume`, or `approve`. */
  async order(invoice: Named, order: string, reason = 'The story wants it so.'): Promise<unknown> {
    const { id } = await this.claimOf(invoice);
    if (order === 'approve')
      return this.world.api.post(`${this.creditor}/claims/approve`, { claimIds: [id] });
    return this.world.api.post(`${this.creditor}/claims/${id}/${order}`, { reason });
  }

  async openItem(invoice: Named): Promise<OpenItemAnswer | undefined> {
    const { items } = await this.world.api.get<{ items: OpenItemAnswer[] }>(
      `${this.path}/open-items?limit=1000`,
    );
    return items.find(({ ledgerItemId }) => ledgerItemId === String(invoice.id));
  }

  async refused(resolved = false): Promise<RefusedAnswer[]> {
    const { records } = await this.world.api.get<{ records: RefusedAnswer[] }>(
      `${this.creditor}/refused-records?limit=1000${resolved ? '&resolved=true' : ''}`,
    );
    return records;
  }

  /** The collector reports money; not booked yet when this answers. */
  async settles(
    invoice: Named,
    more: Readonly<Record<string, string>>,
    key?: string,
  ): Promise<SettlementAnswer> {
    const claim = await this.claimOf(invoice);
    this.#settlements += 1;
    const body = {
      claimId: claim.id,
      pipelineReference: `bank-${invoice.id}-${this.#settlements}`,
      kind: 'payment',
      receivedOn: this.world.today,
      currency: claim.principal.currency,
      ...more,
    };
    return this.world.api.post(`${this.creditor}/settlements`, body, key);
  }

  /** The collector reports money, and it is booked in the ledger and read back. */
  async settlesAndBooks(
    invoice: Named,
    more: Readonly<Record<string, string>>,
  ): Promise<{ readonly settlement: SettlementAnswer; readonly writeBack: WriteBackAnswer }> {
    const { id } = await this.settles(invoice, more);
    await this.world.quiet();
    const settlement = await this.world.api.get<SettlementAnswer>(`${this.creditor}/settlements/${id}`);
    return { settlement, writeBack: await this.writeBack(settlement.writeBack.id) };
  }

  writeBack(id: string): Promise<WriteBackAnswer> {
    return this.world.api.get(`${this.creditor}/write-backs/${id}`);
  }

  async writeBacks(): Promise<WriteBackAnswer[]> {
    const { writeBacks } = await this.world.api.get<{ writeBacks: WriteBackAnswer[] }>(
      `${this.creditor}/write-backs?limit=500`,
    );
    return writeBacks;
  }

  async reconcile(): Promise<ReconciliationAnswer> {
    const { id } = await this.world.api.post<{ id: string }>(`${this.path}/reconciliations`);
    await this.world.quiet();
    return this.world.api.get(`${this.path}/reconciliations/${id}`);
  }

  /** What the collection pipeline has got; undefined when it never got the claim. */
  async collected(invoice: Named): Promise<CollectedAnswer | undefined> {
    const { id } = await this.claimOf(invoice);
    const [held] = await this.world.rows<{
      state: CollectedAnswer['state'];
      outstanding: string;
      handedOver: CollectedAnswer['handedOver'];
    }>(
      `select state, (outstanding_minor / 100.0)::numeric(20, 2)::text as outstanding, handed_over as "handedOver"
       from collected_claim where claim_id = $1`,
      [id],
    );
    const messages = await this.world.rows<{ kind: string }>(
      `select kind from outbox_message where claim_id = $1 and state = 'sent' order by sequence`,
      [id],
    );
    return held && { ...held, messages: messages.map(({ kind }) => kind) };
  }
}
