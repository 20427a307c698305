import {
  type CaseId,
  type ClaimId,
  type Clock,
  type Creditor,
  type CreditorId,
  type Currency,
  type LocalDate,
  localDateAt,
  newId,
  type SettlementId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { BESIDE_MAX, type PaymentParts } from '../cases/money/case-money.js';
import { CasePayments } from '../cases/money/case-payments.js';
import { ClaimPayments, isPlain } from '../claims/claim-payments.js';
import type { Claim } from '../claims/claim-book.js';
import { ProblemError } from '../api/problem-error.js';
import { CLOCK } from '../config/clock.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { jsonLines, plainArray, textArray } from '../database/array-parameters.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { WriteBackPlanning } from '../write-back/write-back-planning.js';
import { allocatedIntake, type Intake, payment } from './settlement-intake.js';
import { contentOf, type SettlementRequest, settlementRequest } from './settlement-request.js';
import { readSettlements, type SettlementView } from './settlement-view.js';
import type { NewSettlementDto } from './settlement.dto.js';
import { SettlementsService } from './settlements.service.js';

/** Claims by their ids, locked until the transaction ends. */
export type LockedClaims = ReadonlyMap<ClaimId, Claim>;

/** Fewer are taken one by one: the statements for many cost more than they save. */
const MANY = 4;

/** A settlement as it was parted, for whoever books the money behind it. Minor units. */
export interface TakenSettlement {
  readonly id: SettlementId;
  readonly claimId: ClaimId;
  readonly currency: Currency;
  readonly receivedOn: LocalDate;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  /** Of the fees: the creditor's own. */
  readonly ownFeesMinor: bigint;
  readonly surplusMinor: bigint;
}

/** What became of one piece of money: its settlement, then those of other claims that it was passed on to. */
export type Taken =
  | { readonly kind: 'taken'; readonly settlements: readonly [TakenSettlement, ...TakenSettlement[]] }
  | { readonly kind: 'refused'; readonly problem: ProblemError };

/** A payment that moves one claim and its case, and nothing else. */
interface Plain {
  readonly index: number;
  readonly request: SettlementRequest;
  readonly minor: bigint;
  readonly claim: Claim;
  readonly caseId?: CaseId;
}

type Parted = Plain & { readonly id: SettlementId; readonly intake: Intake };

/**
 * Takes many settlements of one creditor in, by the rules of one. Payments that move no more than their claim and its case,
 * which are nearly all, are written together; the others go their way one by one, in the order in which they came.
 */
@Injectable()
export class SettlementsInBulk {
  constructor(
    private readonly settlements: SettlementsService,
    private readonly creditors: CreditorReader,
    private readonly claims: ClaimPayments,
    private readonly cases: CasePayments,
    private readonly planning: WriteBackPlanning,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Locks claims, for whoever decides by what they are now. Those that do not exist are left out. */
  async lock(tx: Transaction, claimIds: readonly string[]): Promise<LockedClaims> {
    return new Map((await this.claims.lock(tx, claimIds)).map((claim) => [claim.id, claim]));
  }

  /**
   * In the caller's transaction of the creditor. A refusal leaves nothing of its own behind.
   * @param locked the claims of all of them, where the caller has locked them already
   */
  async take(
    tx: Transaction,
    creditorId: CreditorId,
    dtos: readonly NewSettlementDto[],
    locked?: LockedClaims,
  ): Promise<Taken[]> {
    const together =
      dtos.length < MANY ? new Map<number, Taken>() : await this.#together(tx, creditorId, dtos, locked);
    const taken: Taken[] = [];
    for (const [index, dto] of dtos.entries())
      taken.push(together.get(index) ?? (await this.#one(tx, creditorId, dto)));
    return taken;
  }

  async #together(
    tx: Transaction,
    creditorId: CreditorId,
    dtos: readonly NewSettlementDto[],
    locked?: LockedClaims,
  ): Promise<Map<number, Taken>> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const parted = await this.#parted(tx, creditor, await this.#plain(tx, creditor, dtos, locked));
    // Sent together, since none needs another's answer; PostgreSQL carries them out in this order.
    const [, , , wakeBooking] = await Promise.all([
      this.#insert(tx, creditorId, parted),
      this.claims.count(
        tx,
        parted.flatMap(({ id, claim, intake, request }) =>
          intake.principalMinor === 0n
            ? []
            : [{ claim, sourceId: id, minor: intake.principalMinor, occurredOn: request.receivedOn }],
        ),
      ),
      this.cases.count(
        tx,
        creditorId,
        parted.flatMap(({ id, caseId, intake, request: { claimId, kind, receivedOn } }) =>
          caseId === undefined
            ? []
            : [{ caseId, payment: { ...intake, settlementId: id, claimId, kind, receivedOn } }],
        ),
      ),
      this.planning.planPayments(
        tx,
        parted.map(({ id, claim, intake, request: { kind, receivedOn } }) => ({
          claim,
          settlement: { id, kind, receivedOn, ...intake },
        })),
        creditor.currency,
      ),
    ]);
    await wakeBooking();
    return new Map(parted.map((one) => [one.index, { kind: 'taken', settlements: [takenOf(one)] }]));
  }

  /** Those that are alone on their claim and case, and ask no more than the claim says is outstanding. */
  async #plain(
    tx: Transaction,
    creditor: Creditor,
    dtos: readonly NewSettlementDto[],
    before?: LockedClaims,
  ): Promise<Plain[]> {
    const today = localDateAt(this.clock.now(), creditor.country);
    const requests = dtos.map((dto) => requestOf(dto, today));
    const claimIds = [...new Set(requests.flatMap((request) => request?.claimId ?? []))];
    const locked = before ?? (await this.lock(tx, claimIds));
    const [told, inCases] = await Promise.all([
      tx.query<{ reference: string }>(KNOWN, [creditor.id, dtos.map((dto) => dto.pipelineReference)]),
      this.cases.casesOf(tx, creditor.id, [...locked.keys()]),
    ]);
    const known = new Set(told.map(({ reference }) => reference));
    const cases = new Map(inCases.map((one) => [one.claimId, one]));
    const met = new Set<string>();
    const plain: Plain[] = [];
    requests.forEach((request, index) => {
      if (request === undefined) {
        const { claimId } = dtos[index]!;
        met.add(cases.get(claimId.toLowerCase() as ClaimId)?.caseId ?? claimId.toLowerCase());
        return;
      }
      const { claimId, pipelineReference, received, currency } = request;
      const claim = locked.get(claimId);
      const inCase = cases.get(claimId);
      const key = inCase?.caseId ?? claimId;
      const isFirst = !met.has(key);
      met.add(key);
      if (!isFirst || !claim || received?.kind !== 'sum' || known.has(pipelineReference)) return;
      if (currency !== claim.currency || currency !== creditor.currency) return;
      if (!isPlain(claim, received.minor) || inCase?.hasPlan === true) return;
      known.add(pipelineReference);
      const where = inCase === undefined ? {} : { caseId: inCase.caseId };
      plain.push({ index, request, minor: received.minor, claim, ...where });
    });
    return plain;
  }

  async #parted(tx: Transaction, creditor: Creditor, plain: readonly Plain[]): Promise<Parted[]> {
    const inCases = plain.flatMap(({ caseId, claim, minor, request: { receivedOn } }) =>
      caseId === undefined
        ? []
        : [
            {
              caseId,
              payment: {
                claimId: claim.id,
                minor,
                receivedOn,
                outstandingMinor: claim.outstandingMinor,
                beside: [],
              },
            },
          ],
    );
    const allocated = await this.cases.allocate(tx, creditor.id, inCases);
    const byClaim = new Map(inCases.map(({ payment: { claimId } }, at) => [claimId, allocated[at]]));
    return plain.flatMap((one): Parted[] => {
      const parts = byClaim.get(one.claim.id);
      if (one.caseId !== undefined && (parts === undefined || parts.surplusMinor > 0n)) return [];
      const intake = parts === undefined ? payment(one.request, one.claim, creditor) : allocatedIntake(parts);
      const id = newId<'SettlementId'>(this.clock) as SettlementId;
      return [{ ...one, id, intake }];
    });
  }

  async #insert(tx: Transaction, creditorId: CreditorId, parted: readonly Parted[]): Promise<void> {
    if (parted.length === 0) return;
    await tx.query(INSERT, [
      creditorId,
      this.clock.now(),
      plainArray(parted.map(({ id }) => id)),
      plainArray(parted.map(({ claim }) => claim.id)),
      textArray(parted.map(({ request }) => request.pipelineReference)),
      plainArray(parted.map(({ request }) => request.receivedOn)),
      plainArray(parted.map(({ claim }) => claim.currency)),
      plainArray(parted.map(({ intake }) => intake.principalMinor)),
      plainArray(parted.map(({ intake }) => intake.interestMinor)),
      plainArray(parted.map(({ intake }) => intake.feesMinor)),
      plainArray(parted.map(({ intake }) => intake.ownFeesMinor)),
      plainArray(parted.map(({ intake }) => intake.surplusMinor)),
      plainArray(parted.map(({ intake }) => intake.principalInBooksMinor)),
      jsonLines(parted.map(({ request }) => contentOf(request))),
    ]);
  }

  async #one(tx: Transaction, creditorId: CreditorId, dto: NewSettlementDto): Promise<Taken> {
    try {
      const view = await this.settlements.takeIn(tx, creditorId, dto);
      const passedOn =
        view.passedOnMinor === 0n
          ? []
          : await readSettlements(tx, creditorId, { passedOnFromId: view.id, limit: BESIDE_MAX });
      return { kind: 'taken', settlements: [partsOf(view), ...passedOn.map(partsOf)] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { kind: 'refused', problem: error };
    }
  }
}

/** Undefined for what only the way of one can answer: reversals, parted money, and what is unfit. */
function requestOf(dto: NewSettlementDto, today: LocalDate): SettlementRequest | undefined {
  if (dto.kind !== 'payment' || dto.principalInBooks !== undefined) return undefined;
  try {
    return settlementRequest(dto, today);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function partsOf(view: SettlementView): TakenSettlement {
  const { id, claimId, currency, receivedOn } = view;
  return { id, claimId, currency, receivedOn, ...moneyOf(view) };
}

function takenOf({ id, claim, request, intake }: Parted): TakenSettlement {
  const { id: claimId, currency } = claim;
  return { id, claimId, currency, receivedOn: request.receivedOn, ...moneyOf(intake) };
}

function moneyOf(parts: PaymentParts): PaymentParts {
  const { principalMinor, interestMinor, feesMinor, ownFeesMinor, surplusMinor } = parts;
  return { principalMinor, interestMinor, feesMinor, ownFeesMinor, surplusMinor };
}

const KNOWN = prepared(
  `select pipeline_reference as reference from settlement where creditor_id = $1 and pipeline_reference = any($2::text[])`,
);

const INSERT = prepared(`
  insert into settlement (creditor_id, id, claim_id, pipeline_reference, kind, reverses_id, received_on, currency,
    principal_minor, interest_minor, fees_minor, own_fees_minor, surplus_minor, principal_in_books_minor, request, created_at,
    passed_on_minor, passed_on_from_id)
  select $1, id, claim, reference, 'payment', null, "on", currency, principal, interest, fees, own, surplus, books,
    request::jsonb, $2, 0, null
  from unnest($3::uuid[], $4::uuid[], $5::text[], $6::date[], $7::text[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[],
    $12::bigint[], $13::bigint[], string_to_array($14, E'\\n'))
    as x(id, claim, reference, "on", currency, principal, interest, fees, own, surplus, books, request)`);
