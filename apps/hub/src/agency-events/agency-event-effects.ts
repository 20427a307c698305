import type { AgencyId, Currency } from '@app/domain';
import { currency, formatDecimal, money, UnknownCurrencyError } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { type Claim, ClaimBook } from '../claims/claim-book.js';
import { releaseClaims } from '../collection/agency-http/agency-messages.js';
import type { Agency } from '../collection/agency-http/agency-registry.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import type { Transaction } from '../database/transaction.js';
import type { NewSettlementDto } from '../settlements/settlement.dto.js';
import { SettlementsService } from '../settlements/settlements.service.js';
import type { AgencyEvent, AgencyNews, SettlementNews } from './agency-event.js';

/** An event that the claim contradicts: nothing is changed, and a person decides. The words are for that person. */
export class EventNeedsPersonError extends Error {
  constructor(readonly note: string) {
    super(note);
    this.name = 'EventNeedsPersonError';
  }
}

type NewsOf<Kind extends AgencyNews['kind']> = Extract<AgencyNews, { readonly kind: Kind }>;
type Source = Pick<Agency, 'id' | 'key' | 'name'>;

/** What an agency's events do to a claim that the caller has locked, in the caller's transaction. */
@Injectable()
export class AgencyEventEffects {
  constructor(
    private readonly book: ClaimBook,
    private readonly settlements: SettlementsService,
    private readonly creditors: CreditorReader,
  ) {}

  /** @throws EventNeedsPersonError, ProblemError: then nothing may be stored */
  async apply(tx: Transaction, agency: Source, claim: Claim, event: AgencyEvent): Promise<void> {
    const { news } = event;
    switch (news.kind) {
      case 'accepted':
        return this.#accepted(tx, agency, claim, event, news);
      case 'rejected':
        return this.#rejected(tx, agency, claim, event, news);
      case 'status':
        return this.#line(tx, agency, claim, event, 'agency-status', {
          status: news.status,
          ...(news.text === undefined ? {} : { text: news.text }),
        });
      case 'settlement':
        return this.#settlement(tx, agency, claim, news);
      case 'closed':
        return this.#closed(tx, agency, claim, event, news);
    }
  }

  async #accepted(
    tx: Transaction,
    agency: Source,
    claim: Claim,
    event: AgencyEvent,
    { agencyReference }: NewsOf<'accepted'>,
  ): Promise<void> {
    await tx.query(
      `update agency_claim set agency_reference = $4 where creditor_id = $1 and claim_id = $2 and agency_id = $3`,
      [tx.creditorId, claim.id, agency.id, agencyReference],
    );
    await this.#line(tx, agency, claim, event, 'agency-accepted', { agencyReference });
  }

  /** Some time after it took the claim in: the creditor decides anew. A claim that has ended otherwise stays as it is. */
  async #rejected(
    tx: Transaction,
    agency: Source,
    claim: Claim,
    event: AgencyEvent,
    { reason }: NewsOf<'rejected'>,
  ): Promise<void> {
    if (claim.state !== 'in-collection')
      return this.#line(tx, agency, claim, event, 'agency-rejected', { reason });
    await this.#givesBack(tx, agency.id, claim, reason);
    await this.book.move(tx, claim, 'rejected', { reason, agency: agency.name }, 'pipeline');
  }

  async #closed(
    tx: Transaction,
    agency: Source,
    claim: Claim,
    event: AgencyEvent,
    { outcome, reason }: NewsOf<'closed'>,
  ): Promise<void> {
    const detail = { outcome, ...(reason === undefined ? {} : { reason }) };
    const goesOn = claim.state === 'in-collection';
    if (outcome === 'given-up' && goesOn) {
      await this.#givesBack(tx, agency.id, claim, reason ?? 'The agency has given the claim up.');
      await this.book.move(tx, claim, 'withdrawn', { ...detail, agency: agency.name }, 'pipeline');
      return;
    }
    if (outcome !== 'given-up' && goesOn) {
      const left = formatDecimal(money(claim.outstandingMinor, claim.currency));
      throw new EventNeedsPersonError(
        `The agency has closed the case as ${outcome}, and ${left} ${claim.currency} are still outstanding here. The claim is unchanged. Ask the agency; then withdraw the claim, or let the agency send what is missing and try again.`,
      );
    }
    await this.#line(tx, agency, claim, event, 'agency-closed', detail);
  }

  /** Nobody has the claim now: what waits for the agency is not sent, and no later payment brings it back there. */
  async #givesBack(tx: Transaction, agencyId: AgencyId, claim: Claim, why: string): Promise<void> {
    await tx.query(
      `update outbox_message set state = case state when 'pending' then 'cancelled' else 'refused' end, note = $3
       where creditor_id = $1 and claim_id = $2 and (state = 'pending' or (kind = 'hand-over' and state = 'sent'))`,
      [tx.creditorId, claim.id, why],
    );
    await releaseClaims(tx, agencyId, [claim.id]);
  }

  async #settlement(tx: Transaction, agency: Source, claim: Claim, news: SettlementNews): Promise<void> {
    const { creditor } = await this.creditors.ofCreditor(tx, claim.creditorId);
    const named = (reference: string): string => `${agency.key}:${reference}`;
    const code = knownCurrency(news.currency);
    const decimal = (minor: string, of: Currency): string => formatDecimal(money(BigInt(minor), of));
    const amounts = {
      amount: news.amountMinor,
      principal: news.principalMinor,
      interest: news.interestMinor,
      fees: news.feesMinor,
      ownFees: news.ownFeesMinor,
    };
    const dto: NewSettlementDto = {
      claimId: claim.id,
      pipelineReference: named(news.reference),
      kind: news.settlementKind,
      receivedOn: news.receivedOn,
      currency: code,
      ...(news.reverses === undefined ? {} : { reverses: named(news.reverses) }),
      ...Object.fromEntries(
        Object.entries(amounts).flatMap(([name, minor]) =>
          minor === undefined ? [] : [[name, decimal(minor, code)]],
        ),
      ),
      ...(news.principalInBooksMinor === undefined
        ? {}
        : { principalInBooks: decimal(news.principalInBooksMinor, creditor.currency) }),
    };
    await this.settlements.takeIn(tx, claim.creditorId, dto);
  }

  async #line(
    tx: Transaction,
    agency: Source,
    claim: Claim,
    { occurredAt }: AgencyEvent,
    kind: string,
    detail: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.book.record(tx, claim, kind, { ...detail, agency: agency.name, occurredAt }, 'pipeline');
  }
}

/** @throws EventNeedsPersonError */
function knownCurrency(code: string): Currency {
  try {
    return currency(code);
  } catch (error) {
    if (!(error instanceof UnknownCurrencyError)) throw error;
    throw new EventNeedsPersonError(
      `The hub does not know the currency ${code}, so the money was not taken in. Ask the agency to send it in the claim's currency.`,
    );
  }
}
