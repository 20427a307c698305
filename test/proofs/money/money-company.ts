import {
  addDays,
  type ClaimId,
  type Country,
  type CreditorId,
  formatDecimal,
  localDateAt,
  type LocalDate,
  money,
} from '@app/domain';
import type { LedgerToProve } from '../../support/conformance-ledgers.js';
import { type HubApi, ProblemAnswer } from '../../support/hub-api.js';
import type { HubDriver } from '../../support/hub-driver.js';
import { minor } from '../../support/story-company.js';
import type {
  ClaimAnswer,
  ConnectionAnswer,
  PreflightAnswer,
  ReconciliationAnswer,
} from '../../support/story-shapes.js';
import type { BankDesk } from './bank-desk.js';

const DEBTORS = 2;
const INVOICES_EACH = 2;

interface StandingPayment {
  readonly claimId: ClaimId;
  readonly reference: string;
  readonly overBank: boolean;
}

/** A company in one ledger, whose debtors pay in every way at once. */
export class MoneyCompany {
  readonly items: string[] = [];
  readonly standing: StandingPayment[] = [];
  #references = 0;

  private constructor(
    readonly key: string,
    private readonly ledger: LedgerToProve,
    private readonly api: HubApi,
    private readonly driver: HubDriver,
    private readonly bank: BankDesk,
    readonly creditorId: CreditorId,
    private readonly path: string,
    private readonly country: Country,
  ) {}

  static async connect(
    { key, country }: { readonly key: string; readonly country: Country },
    ledger: LedgerToProve,
    api: HubApi,
    driver: HubDriver,
    bank: BankDesk,
  ): Promise<MoneyCompany> {
    const { grantId } = await api.post<{ grantId: string }>('/grants', {
      connectorKey: key,
      label: key,
      settings: ledger.settings,
    });
    const today = localDateAt(ledger.clock.now(), country);
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
    const path = `/creditors/${creditorId}/connections/${connectionId}`;
    const { writeBackTargets } = await api.post<PreflightAnswer>(`${path}/preflight`);
    const target = writeBackTargets.find(({ proposed }) => proposed)?.target;
    if (!target) throw new Error(`${key} offers no account for settlements.`);
    const id = creditorId as CreditorId;
    const company = new MoneyCompany(key, ledger, api, driver, bank, id, path, country);
    for (let at = 0; at < DEBTORS * INVOICES_EACH; at += 1)
      company.invoice(`${1_000 + at * 250}.50`, at % DEBTORS);
    await api.put(`${path}/write-back`, { target, mode: 'automatic' });
    await api.post(`${path}/activate`);
    await api.post(`/creditors/${creditorId}/authority`, {
      by: 'kari',
      reason: 'Told by the creditor.',
      planMonthsMax: 24,
      waiveInterestMax: '5000.00',
      interestFreePlan: true,
    });
    return company;
  }

  get today(): LocalDate {
    return localDateAt(this.ledger.clock.now(), this.country);
  }

  invoice(amount: string, debtor: number): void {
    this.items.push(this.ledger.addInvoice({ amount, invoicedOn: addDays(this.today, -60), debtor }));
  }

  async claims(): Promise<ClaimAnswer[]> {
    const { claims } = await this.api.get<{ claims: ClaimAnswer[] }>(
      `/creditors/${this.creditorId}/claims?limit=1000`,
    );
    // In one order whatever the ids are: the same draws find the same claims.
    return [...claims].sort(
      (a, b) => Number(a.ledgerItemId > b.ledgerItemId) - Number(a.ledgerItemId < b.ledgerItemId),
    );
  }

  /** With fees the sender has parted the money itself. */
  async pay(claim: ClaimAnswer, amountMinor: bigint, overBank: boolean, feesMinor = 0n): Promise<void> {
    this.#references += 1;
    const reference = `${this.key}-${this.#references}`;
    const claimId = claim.id as ClaimId;
    const { currency } = claim.principal;
    const dto = {
      claimId,
      pipelineReference: reference,
      kind: 'payment' as const,
      receivedOn: this.today,
      currency,
    };
    const text = (minorUnits: bigint): string => formatDecimal(money(minorUnits, currency as 'NOK'));
    const sum =
      feesMinor === 0n
        ? { amount: text(amountMinor) }
        : { principal: text(amountMinor), fees: text(feesMinor) };
    const settlement = { ...dto, ...sum };
    if (overBank) await this.bank.pay(this.creditorId, settlement, amountMinor + feesMinor, this.today);
    else await this.api.post(`/creditors/${this.creditorId}/settlements`, settlement);
    this.standing.push({ claimId, reference, overBank });
  }

  async reverse(at: number): Promise<void> {
    const [payment] = this.standing.splice(at, 1);
    if (!payment) return;
    const { claimId, reference, overBank } = payment;
    const claims = await this.claims();
    const dto = {
      claimId,
      pipelineReference: `${reference}-back`,
      kind: 'reversal' as const,
      reverses: reference,
      receivedOn: this.today,
      currency: claims.find(({ id }) => id === claimId)?.principal.currency ?? '',
    };
    if (overBank) await this.bank.takeBack(this.creditorId, dto, this.today);
    else await this.api.post(`/creditors/${this.creditorId}/settlements`, dto);
  }

  payDirectly(item: string, amountMinor: bigint): void {
    this.ledger.pay(item, formatDecimal(money(amountMinor, 'NOK')));
  }

  credit(item: string): void {
    this.ledger.credit(item);
  }

  outstandingInLedger(item: string): bigint {
    return minor(this.ledger.outstandingOf(item));
  }

  /** Answers false where the desk refuses it: nothing to waive, no case, a plan that does not fit. */
  async onCase(claim: ClaimAnswer, path: string, body: object): Promise<string | false> {
    const [row] = await this.driver.rows<{ caseId: string }>(
      `select case_id as "caseId" from case_claim where creditor_id = $1 and claim_id = $2`,
      [this.creditorId, claim.id],
    );
    if (!row) return false;
    return this.#unlessRefused(`/creditors/${this.creditorId}/cases/${row.caseId}/${path}`, {
      by: 'kari',
      reason: 'The proof wants it so.',
      ...body,
    });
  }

  /** Another plan takes the place of the case's own. Answers false where there is none, or the desk refuses. */
  async changePlan(claim: ClaimAnswer, perMonth: string): Promise<boolean> {
    const [plan] = await this.driver.rows<{ id: string }>(
      `select p.id from case_plan p join case_claim c on c.creditor_id = p.creditor_id and c.case_id = p.case_id
       where p.creditor_id = $1 and c.claim_id = $2 and p.state = 'running'`,
      [this.creditorId, claim.id],
    );
    if (!plan) return false;
    const terms = {
      perMonth,
      firstDueOn: addDays(this.today, 12),
      interest: 'waived',
      fee: 'waive',
      how: 'in-writing',
    };
    return (await this.onCase(claim, `plans/${plan.id}/renegotiate`, terms)) !== false;
  }

  writeOff(claim: ClaimAnswer, amount: string): Promise<string | false> {
    const body = { amount, reason: 'The proof wants it so.' };
    return this.#unlessRefused(`/creditors/${this.creditorId}/claims/${claim.id}/write-offs`, body);
  }

  completeBookings(): void {
    this.ledger.completeBookings?.();
    this.ledger.matchByHand?.();
  }

  async pull(): Promise<void> {
    const key = `pull-${this.key}-${this.ledger.clock.now().toISOString()}`;
    const { status } = await this.api.answer('POST', `${this.path}/sync`, undefined, key);
    if (status >= 300 && status !== 409) throw new Error(`A pull of ${this.key} was answered ${status}.`);
  }

  async reconcile(): Promise<ReconciliationAnswer> {
    const ordered = await this.api.post<{ id: string }[]>(`/creditors/${this.creditorId}/reconciliations`);
    await this.driver.quiet();
    return this.api.get(`${this.path}/reconciliations/${ordered[0]?.id}`);
  }

  async #unlessRefused(path: string, body: object): Promise<string | false> {
    try {
      const answer = await this.api.post<{ id?: string | null }>(path, body);
      return answer.id ?? 'done';
    } catch (error) {
      if (error instanceof ProblemAnswer && error.problem.status < 500) return false;
      throw error;
    }
  }
}
