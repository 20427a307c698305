import { type CaseId, type Clock, type LocalDate, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseBook } from '../case-book.js';
import type { CollectedChange } from './collected-changes.js';
import type { Followed, FollowedClaim } from './follow-claim.js';
import { type CaseKey, keyText } from './handed-over.js';
import type { KnownCase, Opening } from './new-cases.js';
import { endSeenReports } from './paid-directly.js';

/** Reads what is known of a batch of claims, and writes what has become of them, set by set. */
@Injectable()
export class OpeningStore {
  constructor(
    private readonly book: CaseBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The debtors of these claims and their open cases, which are locked: nobody closes them meanwhile. */
  async known(tx: Transaction, keys: readonly CaseKey[]): Promise<KnownCase[]> {
    const wanted = new Map(
      keys.map(({ connectionId, ledgerDebtorId, currency }) => {
        const key = keyText({ connectionId, ledgerDebtorId, currency });
        return [key, { key, connectionId, ledgerDebtorId, currency }];
      }),
    );
    const rows = await tx.query<KnownCase>(KNOWN, [tx.creditorId, JSON.stringify([...wanted.values()])]);
    await this.book.lock(
      tx,
      rows.flatMap(({ caseId }) => caseId ?? []),
    );
    return rows;
  }

  async open(tx: Transaction, opening: Opening): Promise<void> {
    const now = this.clock.now();
    const json = (rows: readonly unknown[]): string => JSON.stringify(rows);
    if (opening.debtors.length > 0) await tx.query(DEBTORS, [tx.creditorId, json(opening.debtors), now]);
    if (opening.cases.length > 0) await tx.query(CASES, [tx.creditorId, json(opening.cases)]);
    await tx.query(CLAIMS, [tx.creditorId, json(opening.claims), now]);
    await this.book.addSteps(tx, opening.steps);
    await this.book.charge(tx, opening.charges);
    await this.book.tell(tx, opening.events);
    await this.book.touch(tx, opening.joined);
    await this.#askWho(tx, opening.unknownDebtors);
  }

  /** The claims of these changes as their cases know them; the cases are locked. */
  async followed(tx: Transaction, changes: readonly CollectedChange[]): Promise<FollowedClaim[]> {
    await this.book.lock(
      tx,
      changes.flatMap(({ caseId }) => caseId ?? []),
    );
    return tx.query<FollowedClaim>(FOLLOWED, [tx.creditorId, idArray(changes.map(({ claimId }) => claimId))]);
  }

  async follow(
    tx: Transaction,
    followed: readonly Followed[],
    changes: readonly CollectedChange[],
  ): Promise<void> {
    const revision = new Map(changes.map((change) => [change.claimId, change.revision]));
    const rows = followed.map(({ claim }) => ({
      ...claim,
      outstandingMinor: `${claim.outstandingMinor}`,
      reducedBeforeMinor: `${claim.reducedBeforeMinor}`,
      revision: revision.get(claim.claimId),
    }));
    await tx.query(FOLLOW, [tx.creditorId, JSON.stringify(rows)]);
    await this.#reopen(
      tx,
      followed.map(({ claim }) => claim).filter(({ state }) => state === 'open' || state === 'paused'),
    );
    await this.book.move(
      tx,
      followed.flatMap(({ movements }) => movements),
    );
    await this.book.tell(
      tx,
      followed.flatMap(({ events }) => events),
    );
    await this.#object(tx, followed);
    const changed = followed.filter(
      ({ claim, movements }) =>
        movements.length > 0 || claim.state === 'closed' || claim.state === 'withdrawn',
    );
    await endSeenReports(
      tx,
      this.book,
      changed.map(({ claim }) => claim.caseId),
      this.clock.now(),
    );
    await this.book.touch(
      tx,
      followed.map(({ claim }) => claim.caseId),
    );
  }

  /** A claim came back, after a withdrawal or when a payment was taken back: its case is worked again. */
  async #reopen(tx: Transaction, claims: readonly FollowedClaim[]): Promise<void> {
    if (claims.length === 0) return;
    const reopened = await tx.query<{ id: CaseId }>(
      `update debt_case set state = 'open', closed_by = null, closed_at = null
       where creditor_id = $1 and id = any($2::uuid[]) and state = 'closed' returning id`,
      [tx.creditorId, idArray(claims.map(({ caseId }) => caseId))],
    );
    await this.book.tell(
      tx,
      reopened.map(({ id }) => ({ caseId: id, kind: 'reopened', actor: 'system' })),
    );
  }

  /** An objection that the creditor passed on stops the case at once, and a person answers it. */
  async #object(tx: Transaction, followed: readonly Followed[]): Promise<void> {
    const now = this.clock.now();
    for (const { claim, objections } of followed) {
      for (const objection of objections) {
        await tx.query(OBJECT, [
          tx.creditorId,
          claim.caseId,
          newId(this.clock),
          claim.claimId,
          typeof objection['reason'] === 'string'
            ? objection['reason']
            : 'Passed on by the creditor without words.',
          now.toISOString().slice(0, 10),
          now,
        ]);
      }
    }
  }

  /** Whether the debtor is a person decides what the law allows: nothing is sent until somebody has said. */
  async #askWho(tx: Transaction, caseIds: readonly CaseId[]): Promise<void> {
    if (caseIds.length === 0) return;
    const rows = caseIds.map((caseId) => ({ caseId, pause: newId(this.clock), task: newId(this.clock) }));
    const today = this.clock.now().toISOString().slice(0, 10) as LocalDate;
    await tx.query(ASK_WHO, [tx.creditorId, JSON.stringify(rows), today, this.clock.now()]);
  }
}

const KNOWN = prepared(`
  select x.key, d.id as "debtorId", c.id as "caseId"
  from jsonb_to_recordset($2::jsonb) as x(key text, "connectionId" uuid, "ledgerDebtorId" text, currency text)
  join case_debtor d on d.creditor_id = $1 and d.connection_id = x."connectionId" and d.ledger_debtor_id = x."ledgerDebtorId"
  left join debt_case c on c.creditor_id = $1 and c.debtor_id = d.id and c.currency = x.currency and c.state = 'open'`);

const DEBTORS = prepared(`
  insert into case_debtor (creditor_id, id, connection_id, ledger_debtor_id, kind, standing, name, organisation_number,
    language, address, contact_points, circumstances, history, kept_by_hand, changed_at)
  select $1, x.id, x."connectionId", x."ledgerDebtorId", x.kind, x.standing, x.name, x."organisationNumber", x.language,
    x.address, x."contactPoints", x.circumstances, x.history, false, $3
  from jsonb_to_recordset($2::jsonb) as x(id uuid, "connectionId" uuid, "ledgerDebtorId" text, kind text, standing text,
    name text, "organisationNumber" text, language text, address jsonb, "contactPoints" jsonb, circumstances jsonb, history text)`);

const CASES = prepared(`
  insert into debt_case (creditor_id, id, reference, connection_id, ledger_debtor_id, debtor_id, currency, state, opened_on,
    opened_at, decided_revision, principal_minor, interest_minor, costs_minor, court_minor, overpaid_minor, last_event, revision)
  select $1, x.id, x.reference, x."connectionId", x."ledgerDebtorId", x."debtorId", x.currency, 'open', x."openedOn",
    x."openedAt", 0, 0, 0, 0, 0, 0, 0, 1
  from jsonb_to_recordset($2::jsonb) as x(id uuid, reference text, "connectionId" uuid, "ledgerDebtorId" text, "debtorId" uuid,
    currency text, "openedOn" date, "openedAt" timestamptz)`);

const CLAIMS = prepared(`
  insert into case_claim (creditor_id, claim_id, case_id, reference, invoice_number, invoiced_on, due_on, payment_reference,
    principal_minor, reduced_before_minor, outstanding_minor, state, last_message, followed_revision, joined_at)
  select $1, x."claimId", x."caseId", x.reference, x."invoiceNumber", x."invoicedOn", x."dueOn", x."paymentReference",
    x."principalMinor", x."reducedBeforeMinor", x."outstandingMinor", 'open', x."lastMessage", x."followedRevision", $3
  from jsonb_to_recordset($2::jsonb) as x("claimId" uuid, "caseId" uuid, reference text, "invoiceNumber" text,
    "invoicedOn" date, "dueOn" date, "paymentReference" text, "principalMinor" bigint, "reducedBeforeMinor" bigint,
    "outstandingMinor" bigint, "lastMessage" int, "followedRevision" int)`);

const FOLLOWED = prepared(`
  select case_id as "caseId", claim_id as "claimId", state, hold, outstanding_minor as "outstandingMinor",
    reduced_before_minor as "reducedBeforeMinor", last_message as "lastMessage"
  from case_claim where creditor_id = $1 and claim_id = any($2::uuid[]) order by claim_id`);

const FOLLOW = prepared(`
  update case_claim c set state = x.state, hold = nullif(x.hold, 'null'::jsonb), outstanding_minor = x."outstandingMinor",
    reduced_before_minor = x."reducedBeforeMinor", last_message = x."lastMessage", followed_revision = x.revision
  from jsonb_to_recordset($2::jsonb) as x("claimId" uuid, state text, hold jsonb, "outstandingMinor" bigint,
    "reducedBeforeMinor" bigint, "lastMessage" int, revision int)
  where c.creditor_id = $1 and c.claim_id = x."claimId"`);

const OBJECT = prepared(`
  insert into case_objection (creditor_id, case_id, id, claim_id, kind, concerns, text, raised_through, raised_on, state,
    created_at, created_by)
  values ($1, $2, $3, $4, 'objection', 'claim', $5, 'creditor', $6, 'open', $7, 'creditor')`);

const ASK_WHO = prepared(`
  with x as (select * from jsonb_to_recordset($2::jsonb) as x("caseId" uuid, pause uuid, task uuid)), doubt as (
    insert into case_pause (creditor_id, id, case_id, kind, by, acts, detail, from_on, reason, created_at, created_by)
    select $1, x.pause, x."caseId", 'doubt', 'collector', '{}', '{"about": "identity"}', $3,
      'Nobody knows whether the debtor is a person or a business.', $4, 'system' from x
  )
  insert into case_task (creditor_id, case_id, id, key, title, detail, due_on, state, created_at, created_by)
  select $1, x."caseId", x.task, 'who-is-it', 'Find out whether the debtor is a person or a business, and say so.', '{}', $3,
    'open', $4, 'system' from x
  on conflict do nothing`);
