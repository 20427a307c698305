import type { Clock, CreditorId, JsonObject } from '@app/domain';
import { type Authority, type AuthoritySettings, DEFAULT_AUTHORITY } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorText } from '../../audit/actor.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { termsFromJson, termsToJson } from './authority-terms.js';

interface TermsRow {
  readonly version: number;
  readonly terms: JsonObject;
}

/** What the collector may grant: a creditor's own terms and the default, version by version; none is ever edited. */
@Injectable()
export class AuthorityStore {
  constructor(
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async inForce(tx: Transaction, creditorId: CreditorId): Promise<AuthoritySettings> {
    const [own] = await tx.query<TermsRow>(OWN, [creditorId]);
    const defaults = await this.defaults(tx);
    if (!own) return { defaults };
    return { defaults, own: { version: own.version, authority: termsFromJson(own.terms) } };
  }

  async defaults(tx: Transaction): Promise<AuthoritySettings['defaults']> {
    const [stored] = await tx.query<TermsRow>(DEFAULT);
    if (!stored) return { version: 0, authority: DEFAULT_AUTHORITY };
    return {
      version: stored.version,
      authority: { ...DEFAULT_AUTHORITY, ...termsFromJson(stored.terms) },
    };
  }

  /** As `inForce`, and nobody else changes the creditor's own terms until the transaction ends. */
  async lock(tx: Transaction, creditorId: CreditorId): Promise<AuthoritySettings> {
    await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [creditorId]);
    return this.inForce(tx, creditorId);
  }

  /** The whole of the creditor's own terms; what is left out is the default's. The same terms again make no version. */
  async setOwn(
    tx: Transaction,
    creditorId: CreditorId,
    terms: Partial<Authority>,
    why: { readonly actor: Actor; readonly reason: string },
  ): Promise<AuthoritySettings> {
    const before = await this.lock(tx, creditorId);
    const json = termsToJson(terms);
    if (isOwn(before, terms)) return before;
    const version = (before.own?.version ?? 0) + 1;
    const values = [creditorId, version, JSON.stringify(json), this.clock.now(), actorText(why.actor)];
    await tx.query(ADD_OWN, values);
    await this.audit.record(tx, {
      actor: why.actor,
      action: 'authority.changed',
      subject: { kind: 'creditor', id: creditorId },
      detail: { version, terms: json, reason: why.reason },
    });
    return this.inForce(tx, creditorId);
  }

  /** In an operator's transaction. */
  async setDefaults(
    tx: Transaction,
    terms: Partial<Authority>,
    why: { readonly actor: Actor; readonly reason: string },
  ): Promise<AuthoritySettings['defaults']> {
    await tx.query('lock table default_authority in share row exclusive mode');
    const before = await this.defaults(tx);
    const authority = { ...DEFAULT_AUTHORITY, ...terms };
    const json = termsToJson(authority);
    if (before.version > 0 && sameTerms(termsToJson(before.authority), json)) return before;
    const version = before.version + 1;
    const values = [version, JSON.stringify(json), this.clock.now(), actorText(why.actor)];
    await tx.query(ADD_DEFAULT, values);
    await this.audit.record(tx, {
      actor: why.actor,
      action: 'default-authority.changed',
      subject: { kind: 'default-authority', id: `${version}` },
      detail: { version, terms: json, reason: why.reason },
    });
    return { version, authority };
  }
}

/** Whether these terms are the creditor's own already. */
export function isOwn({ own }: AuthoritySettings, terms: Partial<Authority>): boolean {
  return own !== undefined && sameTerms(termsToJson(own.authority), termsToJson(terms));
}

function sameTerms(a: JsonObject, b: JsonObject): boolean {
  const text = (terms: JsonObject): string => JSON.stringify(Object.entries(terms).sort());
  return text(a) === text(b);
}

const OWN = prepared(`
  select version, terms from creditor_authority where creditor_id = $1 order by version desc limit 1`);
const DEFAULT = prepared('select version, terms from default_authority order by version desc limit 1');
const ADD_OWN = prepared(`
  insert into creditor_authority (creditor_id, version, terms, created_at, created_by) values ($1, $2, $3, $4, $5)`);
const ADD_DEFAULT = prepared(`
  insert into default_authority (version, terms, created_at, created_by) values ($1, $2, $3, $4)`);
