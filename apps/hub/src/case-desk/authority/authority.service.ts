import { type Actor, actorOf } from '../../audit/actor.js';
import {
  type CreditorId,
  type Currency,
  formatDecimal,
  type JsonObject,
  money,
  parseMoney,
} from '@app/domain';
import type { Authority, AuthoritySettings } from '@app/collection';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { Proposal, ShownChange } from '../../second-person/proposal-store.js';
import { type ProposalHandler, Proposals } from '../../second-person/proposals.js';
import { SecondPersonRules } from '../../second-person/second-person-rules.js';
import { AuthorityStore, isOwn } from './authority-store.js';
import { termsFromJson, termsToJson } from './authority-terms.js';
import type { AuthorityInForceDto, AuthorityTermsDto } from './authority.dto.js';

/** Amounts of the default are read as this currency's; both countries' have the same digits. */
const DEFAULT_CURRENCY: Currency = 'NOK';

/** What people read and set of the creditors' authority. */
@Injectable()
export class AuthorityService implements ProposalHandler, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: AuthorityStore,
    private readonly creditors: CreditorReader,
    private readonly rules: SecondPersonRules,
    private readonly proposals: Proposals,
  ) {}

  onModuleInit(): void {
    this.proposals.handle('authority', this);
  }

  ofCreditor(creditorId: CreditorId): Promise<AuthorityInForceDto> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      return inForceDto(await this.store.inForce(tx, creditorId), creditor.currency);
    });
  }

  /** Where the creditor wants two persons for that, terms that change something wait for the second. */
  setOwn(creditorId: CreditorId, dto: AuthorityTermsDto): Promise<AuthorityInForceDto | Proposal> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      const why = { actor: actorOf(dto), reason: dto.reason };
      const terms = termsOf(dto, creditor.currency);
      const before = await this.store.lock(tx, creditorId);
      if (isOwn(before, terms) || !(await this.rules.asks(tx, creditorId, 'authority')))
        return inForceDto(await this.store.setOwn(tx, creditorId, terms, why), creditor.currency);
      const after = { ...before, own: { version: (before.own?.version ?? 0) + 1, authority: terms } };
      const now = inForceDto(before, creditor.currency);
      const then = inForceDto(after, creditor.currency);
      return this.proposals.propose(tx, creditorId, {
        kind: 'authority',
        payload: { terms: termsToJson(terms), reason: dto.reason },
        shown: { changes: changesBetween(now, then), why: dto.reason },
        basis: basisOf(before),
      });
    });
  }

  async basis(tx: Transaction, { creditorId }: Proposal): Promise<string> {
    return basisOf(await this.store.lock(tx, creditorId));
  }

  async carryOut(tx: Transaction, { creditorId, payload }: Proposal, actor: Actor): Promise<JsonObject> {
    const terms = termsFromJson(payload['terms'] as JsonObject);
    const why = { actor, reason: String(payload['reason']) };
    const { own } = await this.store.setOwn(tx, creditorId, terms, why);
    return { version: own?.version ?? 0 };
  }

  defaults(): Promise<AuthorityInForceDto> {
    return this.database.asOperator(async (tx) =>
      inForceDto({ defaults: await this.store.defaults(tx) }, DEFAULT_CURRENCY),
    );
  }

  setDefaults(dto: AuthorityTermsDto): Promise<AuthorityInForceDto> {
    return this.database.asOperator(async (tx) => {
      const why = { actor: actorOf(dto), reason: dto.reason };
      const defaults = await this.store.setDefaults(tx, termsOf(dto, DEFAULT_CURRENCY), why);
      return inForceDto({ defaults }, DEFAULT_CURRENCY);
    });
  }
}

function termsOf(dto: AuthorityTermsDto, currency: Currency): Partial<Authority> {
  const { waiveInterestMax, reducePrincipalMax } = dto;
  const { waiveInstalmentFee, deferralDaysMax, planMonthsMax, interestFreePlan } = dto;
  const minor = (amount: string): bigint => parseMoney(amount, currency).minor;
  return {
    ...(waiveInterestMax === undefined ? {} : { waiveInterestMinorMax: minor(waiveInterestMax) }),
    ...(waiveInstalmentFee === undefined ? {} : { waiveInstalmentFee }),
    ...(deferralDaysMax === undefined ? {} : { deferralDaysMax }),
    ...(planMonthsMax === undefined ? {} : { planMonthsMax }),
    ...(interestFreePlan === undefined ? {} : { interestFreePlan }),
    ...(reducePrincipalMax === undefined ? {} : { reducePrincipalMinorMax: minor(reducePrincipalMax) }),
  };
}

/** What is not the creditor's own is the default's: where that changes, other terms come into force. */
function basisOf({ own, defaults }: AuthoritySettings): string {
  return `${own?.version ?? 0}/${defaults.version}`;
}

const SHOWN_FIELDS = [
  'waiveInterestMax',
  'waiveInstalmentFee',
  'deferralDaysMax',
  'planMonthsMax',
  'interestFreePlan',
  'reducePrincipalMax',
] as const satisfies readonly (keyof AuthorityInForceDto)[];

/** Where no term changes, the creditor says themselves what was the default's, or the other way round. */
function changesBetween(before: AuthorityInForceDto, after: AuthorityInForceDto): ShownChange[] {
  const changed = SHOWN_FIELDS.filter((field) => before[field] !== after[field]);
  if (changed.length === 0)
    return [{ field: 'own', before: before.own.join(' ') || null, after: after.own.join(' ') || null }];
  return changed.map((field) => ({ field, before: String(before[field]), after: String(after[field]) }));
}

function inForceDto({ defaults, own }: AuthoritySettings, currency: Currency): AuthorityInForceDto {
  const terms = { ...defaults.authority, ...own?.authority };
  const amount = (minor: bigint): string => formatDecimal(money(minor, currency));
  return {
    ownVersion: own?.version ?? 0,
    defaultVersion: defaults.version,
    waiveInterestMax: amount(terms.waiveInterestMinorMax),
    waiveInstalmentFee: terms.waiveInstalmentFee,
    deferralDaysMax: terms.deferralDaysMax,
    planMonthsMax: terms.planMonthsMax,
    interestFreePlan: terms.interestFreePlan,
    reducePrincipalMax: amount(terms.reducePrincipalMinorMax),
    own: Object.keys(own?.authority ?? {}).map((field) => field.replace('MinorMax', 'Max')),
  };
}
