import { randomBytes } from 'node:crypto';
import { type CaseDebtorId, type CaseId, type Clock, type CreditorId, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { CasesService } from '../cases/api/cases.service.js';
import { codeDigest, digest, linkDigest, newPageKey, sameDigest } from '../cases/debtor-page/page-key.js';
import { PAGE_KEY_ADD, pageKeyValues } from '../cases/debtor-page/page-key-store.js';
import { CLOCK } from '../config/clock.js';
import { Environment } from '../config/environment.js';
import { currentActor } from '../audit/actor.js';
import { Database } from '../database/database.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { debtorActor, type DebtorVisit } from './debtor-visit.js';
import { noPublicAddress, pageNotOpened, visitOver } from './page-problems.js';

/** Five wrong codes of 40 bits, then a quarter of an hour: guessing one takes longer than the letter is good for. */
const FAILURES_MAX = 5;
const LOCKED_MS = 15 * 60_000;
const VISIT_MS = 30 * 60_000;
const SECRET_BYTES = 32;

interface KeyRow {
  readonly id: string;
  readonly caseId: CaseId;
  readonly debtorId: CaseDebtorId;
  readonly codeDigest: string;
  readonly failures: number;
}

/** Opens and closes the debtor's page. */
@Injectable()
export class PageAccessService {
  constructor(
    private readonly database: Database,
    private readonly cases: CasesService,
    private readonly audit: AuditLog,
    private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the visit's secret @throws ProblemError debtor-page-not-opened, whatever was wrong */
  async open(link: string, code: string): Promise<string> {
    const known = linkDigest(link);
    const [owner] = await this.database.asOperator((tx) =>
      tx.query<{ creditorId: CreditorId }>(FIND_KEY, [known]),
    );
    const wanted = codeDigest(link, code);
    const secret = owner && (await this.#try(owner.creditorId, known, wanted));
    if (secret === undefined) throw pageNotOpened();
    return secret;
  }

  /** @throws ProblemError debtor-visit-over */
  async enter(secret: string): Promise<DebtorVisit> {
    const rows = await this.database.asOperator((tx) =>
      tx.query<DebtorVisit>(FIND_VISIT, [digest(secret), this.clock.now()]),
    );
    const [visit] = rows;
    if (!visit) throw visitOver();
    return visit;
  }

  async close({ creditorId, visitId }: DebtorVisit): Promise<void> {
    await this.database.asCreditor(creditorId, (tx) =>
      tx.query('delete from debtor_page_visit where creditor_id = $1 and id = $2', [creditorId, visitId]),
    );
  }

  /** Another key, told on the telephone or sent anew. @throws ProblemError case-not-found, no-public-address */
  async newKey(
    creditorId: CreditorId,
    caseId: CaseId,
  ): Promise<{ readonly address: string; readonly code: string }> {
    const address = this.environment.PUBLIC_URL;
    if (address === undefined) throw noPublicAddress();
    await this.cases.one(creditorId, caseId);
    const key = newPageKey(address);
    await this.database.asCreditor(creditorId, async (tx) => {
      await tx.query(PAGE_KEY_ADD, pageKeyValues(tx, caseId, key, this.clock));
      await this.#audit(tx, 'debtor-page.key-made', caseId);
    });
    return key.shown;
  }

  /** All keys of the case, and whoever is on the page. @returns how many keys */
  async revoke(creditorId: CreditorId, caseId: CaseId): Promise<number> {
    await this.cases.one(creditorId, caseId);
    return this.database.asCreditor(creditorId, async (tx) => {
      const revoked = await tx.query(REVOKE, [creditorId, caseId, this.clock.now()]);
      await this.#audit(tx, 'debtor-page.revoked', caseId);
      return revoked.length;
    });
  }

  /** A wrong code is counted in a transaction that commits. */
  #try(creditorId: CreditorId, link: string, code: string): Promise<string | undefined> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const now = this.clock.now();
      const [key] = await tx.query<KeyRow>(OPEN_KEY, [creditorId, link, now]);
      if (!key) return undefined;
      if (!sameDigest(code, key.codeDigest)) {
        const locked = key.failures + 1 >= FAILURES_MAX;
        const until = locked ? new Date(now.getTime() + LOCKED_MS) : null;
        await tx.query(COUNT, [creditorId, key.id, locked ? 0 : key.failures + 1, until]);
        if (locked) await this.#audit(tx, 'debtor-page.locked', key.caseId, { kind: 'system', id: 'hub' });
        return undefined;
      }
      await tx.query(COUNT, [creditorId, key.id, 0, null]);
      await tx.query('delete from debtor_page_visit where creditor_id = $1 and expires_at < $2', [
        creditorId,
        now,
      ]);
      const secret = randomBytes(SECRET_BYTES).toString('base64url');
      const expiresAt = new Date(now.getTime() + VISIT_MS);
      await tx.query(VISIT, [creditorId, newId(this.clock), key.id, digest(secret), expiresAt]);
      await this.#audit(tx, 'debtor-page.opened', key.caseId, debtorActor(key));
      return secret;
    });
  }

  #audit(tx: Transaction, action: string, caseId: CaseId, actor = currentActor()): Promise<void> {
    return this.audit.record(tx, { actor, action, subject: { kind: 'case', id: caseId } });
  }
}

const FIND_KEY = prepared(
  'select creditor_id as "creditorId" from debtor_page_key where link_digest = $1 limit 1',
);

const OPEN_KEY = prepared(`
  select k.id, k.case_id as "caseId", d.debtor_id as "debtorId", k.code_digest as "codeDigest", k.failures
  from debtor_page_key k join debt_case d on d.creditor_id = k.creditor_id and d.id = k.case_id
  where k.creditor_id = $1 and k.link_digest = $2 and k.revoked_at is null and k.expires_at > $3
    and (k.locked_until is null or k.locked_until <= $3)
  for update of k`);

const COUNT = prepared(`
  update debtor_page_key set failures = $3, locked_until = $4 where creditor_id = $1 and id = $2`);

const VISIT = prepared(`
  insert into debtor_page_visit (creditor_id, id, key_id, secret_digest, expires_at) values ($1, $2, $3, $4, $5)`);

const FIND_VISIT = prepared(`
  select v.creditor_id as "creditorId", k.case_id as "caseId", d.debtor_id as "debtorId", v.id as "visitId", k.id as "keyId"
  from debtor_page_visit v
    join debtor_page_key k on k.creditor_id = v.creditor_id and k.id = v.key_id
    join debt_case d on d.creditor_id = k.creditor_id and d.id = k.case_id
  where v.secret_digest = $1 and v.expires_at > $2 and k.revoked_at is null and k.expires_at > $2`);

const REVOKE = prepared(`
  update debtor_page_key set revoked_at = $3 where creditor_id = $1 and case_id = $2 and revoked_at is null returning 1`);
