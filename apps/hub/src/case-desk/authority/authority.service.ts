import { actorOf } from '../../connections/actor.js';
import { type CreditorId, type Currency, formatDecimal, money, parseMoney } from '@app/domain';
import type { Authority, AuthoritySettings } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import { AuthorityStore } from './authority-store.js';
import type { AuthorityInForceDto, AuthorityTermsDto } from './authority.dto.js';

/** Amounts of the default are read as this currency's; both countries' have the same digits. */
const DEFAULT_CURRENCY: Currency = 'NOK';

/** What people read and set of the creditors' authority. */
@Injectable()
export class AuthorityService {
  constructor(
    private readonly database: Database,
    private readonly store: AuthorityStore,
    private readonly creditors: CreditorReader,
  ) {}

  ofCreditor(creditorId: CreditorId): Promise<AuthorityInForceDto> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      return inForceDto(await this.store.inForce(tx, creditorId), creditor.currency);
    });
  }

  setOwn(creditorId: CreditorId, dto: AuthorityTermsDto): Promise<AuthorityInForceDto> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      const why = { actor: actorOf(dto), reason: dto.reason };
      const terms = termsOf(dto, creditor.currency);
      return inForceDto(await this.store.setOwn(tx, creditorId, terms, why), creditor.currency);
    });
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
