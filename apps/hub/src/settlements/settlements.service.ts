import {
  type Clock,
  type Creditor,
  type CreditorId,
  localDateAt,
  newId,
  type SettlementId,
} from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { BESIDE_MAX, CaseMoney } from '../cases/money/case-money.js';
import { type Claim, ClaimBook } from '../claims/claim-book.js';
import { ClaimNotFoundError } from '../claims/claim-errors.js';
import { CLOCK } from '../config/clock.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import { Database, databaseErrorCode } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { WriteBackPlanning } from '../write-back/write-back-planning.js';
import {
  claimNotFound,
  otherCurrency,
  referenceUsedDifferently,
  reversedAlready,
  settlementNotFound,
  unfitField,
} from './settlement-problems.js';
import {
  allocatedIntake,
  type Intake,
  partsOf,
  type PassedOn,
  passedOnRequest,
  payment,
  takenBack,
  totalOf,
} from './settlement-intake.js';
import { contentOf, type SettlementRequest, settlementRequest } from './settlement-request.js';
import { isCollected } from './settlement-split.js';
import {
  readSettlements,
  sameContent,
  type SettlementFilter,
  type SettlementView,
} from './settlement-view.js';
import type { NewSettlementDto } from './settlement.dto.js';

const UNIQUE_VIOLATION = '23505';

/**
 * Takes in money that the collector received, once: settlement, claim, history, write-back and its job are stored
 * together or not at all.
 */
@Injectable()
export class SettlementsService {
  constructor(
    private readonly database: Database,
    private readonly book: ClaimBook,
    private readonly creditors: CreditorReader,
    private readonly cases: CaseMoney,
    private readonly planning: WriteBackPlanning,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The same reference with the same content is answered as the first time.
   * @throws ProblemError 404 unknown claim; 409 reference used for other content, or reversed already; 422 unfit field
   */
  async take(creditorId: CreditorId, dto: NewSettlementDto): Promise<SettlementView> {
    try {
      return await this.#take(creditorId, dto);
    } catch (error) {
      if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
      // Somebody stored the same reference, or a reversal of the same payment, in this moment: it is there to be read now.
      return this.#take(creditorId, dto);
    }
  }

  async one(creditorId: CreditorId, id: SettlementId): Promise<SettlementView> {
    const [view] = await this.list(creditorId, { id, limit: 1 });
    if (!view) throw settlementNotFound(id);
    return view;
  }

  list(creditorId: CreditorId, filter: SettlementFilter): Promise<SettlementView[]> {
    return this.database.asCreditor(creditorId, (tx) => readSettlements(tx, creditorId, filter));
  }

  /**
   * As `take`, in the caller's transaction of the creditor: what else belongs to the money is stored with it.
   * @throws ProblemError as `take`; a unique violation where somebody stores the same in this moment
   */
  async takeIn(tx: Transaction, creditorId: CreditorId, dto: NewSettlementDto): Promise<SettlementView> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const request = settlementRequest(dto, localDateAt(this.clock.now(), creditor.country));
    const earlier = await this.#earlier(tx, creditorId, request);
    if (earlier) return earlier;
    const claim = await this.#lock(tx, request);
    if (claim.currency !== request.currency) throw otherCurrency(claim.currency);
    const intake =
      request.kind === 'payment'
        ? ((await this.#allocated(tx, request, claim, creditor)) ?? payment(request, claim, creditor))
        : await this.#reversal(tx, request, claim);
    const id = await this.#store(tx, creditor, claim, request, intake);
    for (const part of intake.passedOn ?? []) {
      const passedOn = passedOnRequest(request, part);
      await this.#store(tx, creditor, part.claim, passedOn, part.intake, id);
    }
    const [view] = await readSettlements(tx, creditorId, { id, limit: 1 });
    if (!view) throw settlementNotFound(id);
    return view;
  }

  /** One settlement of one claim, with all that follows from it: one posting in the ledger. */
  async #store(
    tx: Transaction,
    creditor: Creditor,
    claim: Claim,
    request: SettlementRequest,
    intake: Intake,
    passedOnFromId: SettlementId | null = null,
  ): Promise<SettlementId> {
    const id = newId<'SettlementId'>(this.clock) as SettlementId;
    await this.#insert(tx, id, claim, request, intake, passedOnFromId);
    const counted = await this.#count(tx, id, claim, request, intake);
    await this.#tellOfSurplus(tx, id, counted, request, intake);
    const { kind, receivedOn, claimId } = request;
    await this.cases.count(tx, creditor.id, { ...intake, settlementId: id, claimId, kind, receivedOn });
    await this.planning.plan(tx, counted, { id, kind, receivedOn, ...intake }, creditor.currency);
    return id;
  }

  #take(creditorId: CreditorId, dto: NewSettlementDto): Promise<SettlementView> {
    return this.database.asCreditor(creditorId, (tx) => this.takeIn(tx, creditorId, dto));
  }

  async #earlier(
    tx: Transaction,
    creditorId: CreditorId,
    request: SettlementRequest,
  ): Promise<SettlementView | undefined> {
    const { pipelineReference } = request;
    const [earlier] = await readSettlements(tx, creditorId, { pipelineReference, limit: 1 });
    if (earlier && !sameContent(earlier.request, contentOf(request)))
      throw referenceUsedDifferently(pipelineReference);
    return earlier;
  }

  async #lock(tx: Transaction, { claimId }: SettlementRequest): Promise<Claim> {
    try {
      return await this.book.lock(tx, claimId);
    } catch (error) {
      throw error instanceof ClaimNotFoundError ? claimNotFound(claimId) : error;
    }
  }

  /**
   * One sum for a claim that the built-in pipeline collects is parted by its case. In another currency than the books'
   * the bank has converted the principal that the sender named, and it stays as it came.
   */
  async #allocated(
    tx: Transaction,
    request: SettlementRequest,
    claim: Claim,
    creditor: Creditor,
  ): Promise<Intake | undefined> {
    const { received, receivedOn, claimId } = request;
    if (received?.kind !== 'sum' || claim.currency !== creditor.currency) return undefined;
    if (request.principalInBooks !== undefined) return undefined;
    const { outstandingMinor } = claim;
    const beside = received.minor > outstandingMinor ? await this.#beside(tx, claim) : [];
    const allocated = await this.cases.allocate(tx, creditor.id, {
      claimId,
      minor: received.minor,
      receivedOn,
      outstandingMinor,
      beside: beside.map((other) => ({ claimId: other.id, outstandingMinor: other.outstandingMinor })),
    });
    if (allocated === undefined) return undefined;
    const passedOn = beside.flatMap((other): PassedOn[] => {
      const parts = allocated.beside.get(other.id);
      return parts === undefined ? [] : [{ claim: other, intake: allocatedIntake(parts) }];
    });
    return { ...allocatedIntake(allocated.own), passedOn };
  }

  /**
   * The other claims of the case that money may be counted on, locked. Whoever pays one of these at the same time, and
   * too much as well, may wait for this one while it waits for them: then the database asks one of the two again.
   */
  async #beside(tx: Transaction, claim: Claim): Promise<Claim[]> {
    const locked: Claim[] = [];
    for (const id of await this.cases.openBeside(tx, claim.creditorId, claim.id)) {
      const other = await this.book.lock(tx, id);
      const isOwed = isCollected(other.state) && other.holdReason === null && other.outstandingMinor > 0n;
      if (isOwed && other.currency === claim.currency) locked.push(other);
    }
    return locked;
  }

  /** Always the whole payment, part for part. */
  async #reversal(tx: Transaction, request: SettlementRequest, claim: Claim): Promise<Intake> {
    const reference = request.reverses ?? '';
    const [original] = await readSettlements(tx, claim.creditorId, {
      pipelineReference: reference,
      limit: 1,
    });
    const remedy = 'Name the pipelineReference of a payment on this claim that was taken in before.';
    if (!original) throw unfitField('reverses', 'names no settlement of this creditor', remedy);
    if (original.kind !== 'payment')
      throw unfitField('reverses', 'names a reversal, and only a payment can be reversed', remedy);
    if (original.claimId !== claim.id)
      throw unfitField('reverses', 'names a settlement of another claim', remedy);
    const { passedOnFromReference } = original;
    if (passedOnFromReference !== null) {
      throw unfitField(
        'reverses',
        'names a part of a payment, and only the whole can be reversed',
        `Name "${passedOnFromReference}".`,
      );
    }
    if (request.receivedOn < original.receivedOn) {
      throw unfitField(
        'receivedOn',
        'lies before the payment itself',
        'Send the day on which the debtor’s bank took the payment back.',
      );
    }
    const parts = await readSettlements(tx, claim.creditorId, {
      passedOnFromId: original.id,
      limit: BESIDE_MAX,
    });
    const total = [original, ...parts].reduce(
      (sum, part) => sum + totalOf(partsOf(part)),
      original.surplusMinor,
    );
    if (request.received !== undefined && totalOf(request.received) !== total) {
      throw unfitField(
        'amount',
        'is not the whole payment',
        'Leave the amounts out, or send the same as with the payment: a reversal takes all of it back.',
      );
    }
    const reversed = await tx.query(`select 1 from settlement where creditor_id = $1 and reverses_id = $2`, [
      claim.creditorId,
      original.id,
    ]);
    if (reversed.length > 0) throw reversedAlready(reference);
    const passedOn: PassedOn[] = [];
    for (const part of parts) {
      passedOn.push({ claim: await this.book.lock(tx, part.claimId), intake: takenBack(part) });
    }
    return { ...takenBack(original), passedOn };
  }

  async #insert(
    tx: Transaction,
    id: SettlementId,
    claim: Claim,
    request: SettlementRequest,
    intake: Intake,
    passedOnFromId: SettlementId | null,
  ): Promise<void> {
    const passedOnMinor = (intake.passedOn ?? []).reduce(
      (sum, part) => sum + totalOf(partsOf(part.intake)),
      0n,
    );
    await tx.query(
      `insert into settlement (creditor_id, id, claim_id, pipeline_reference, kind, reverses_id, received_on, currency,
         principal_minor, interest_minor, fees_minor, surplus_minor, principal_in_books_minor, request, created_at,
         passed_on_minor, passed_on_from_id, own_fees_minor)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        claim.creditorId,
        id,
        claim.id,
        request.pipelineReference,
        request.kind,
        intake.reversesId,
        request.receivedOn,
        claim.currency,
        intake.principalMinor,
        intake.interestMinor,
        intake.feesMinor,
        intake.surplusMinor,
        intake.principalInBooksMinor,
        JSON.stringify(contentOf(request)),
        this.clock.now(),
        passedOnMinor,
        passedOnFromId,
        intake.ownFeesMinor,
      ],
    );
  }

  async #count(
    tx: Transaction,
    id: SettlementId,
    claim: Claim,
    request: SettlementRequest,
    intake: Intake,
  ): Promise<Claim> {
    if (intake.principalMinor === 0n) return claim;
    await this.book.addMovement(tx, claim, {
      source: 'settlement',
      sourceId: id,
      kind: 'paid',
      amountMinor: request.kind === 'payment' ? intake.principalMinor : -intake.principalMinor,
      occurredOn: request.receivedOn,
    });
    const note =
      request.kind === 'payment' ? 'The collector received money.' : 'The debtor’s bank took a payment back.';
    return this.book.recount(tx, claim, { actor: 'pipeline', byPipeline: true, note });
  }

  /** Nobody owed this money, so a person must see it; on a claim that is not collected the machine stops for it. */
  async #tellOfSurplus(
    tx: Transaction,
    id: SettlementId,
    claim: Claim,
    request: SettlementRequest,
    intake: Intake,
  ): Promise<void> {
    if (intake.surplusMinor === 0n) return;
    const detail = {
      settlementId: id,
      surplusMinor: intake.surplusMinor.toString(),
      currency: claim.currency,
    };
    const kind = request.kind === 'payment' ? 'surplus-received' : 'surplus-taken-back';
    const told = await this.book.record(tx, claim, kind, detail, 'pipeline');
    if (request.kind === 'reversal' || isCollected(claim.state) || intake.principalMinor > 0n) return;
    const why = `Money came in although the claim is ${claim.state}; it belongs to the debtor until a person decides.`;
    await this.book.hold(tx, told, 'overpaid', why, 'system');
  }
}
