import type { LocalDate } from '@app/domain';
import { type DatedTable, rowOn } from '../tables/dated-table.js';
import {
  NO_ATTACHMENT_FACTOR,
  NO_BANKRUPTCY_NOTICE_FACTOR,
  NO_CONCILIATION_FACTOR,
  NO_COURT_FEE,
} from '../tables/no-court-fees.js';
import { SE_KRONOFOGDEN } from '../tables/se-fees.js';
import { type FeeAnswer, leastCertain } from './fee-answer.js';

/** A share of the court fee R, floored to the krone (rettsgebyrloven § 6 a). */
function shareOfCourtFee(factors: DatedTable<bigint>, appliedOn: LocalDate): FeeAnswer<'court-fee'> {
  const fee = rowOn(NO_COURT_FEE, appliedOn);
  const factor = rowOn(factors, appliedOn);
  const minor = ((fee.value * factor.value) / 100n / 100n) * 100n;
  return {
    minor,
    rule: 'court-fee',
    inputs: { appliedOn, courtFeeMinor: fee.value.toString(), hundredths: factor.value.toString() },
    sources: [factor.source, fee.source, 'rettsgebyrloven § 6 a'],
    status: leastCertain([fee.status, factor.status]),
  };
}

/** Application to the conciliation board (forliksklage). @throws OutsideTableError */
export function norwegianConciliationFee(appliedOn: LocalDate): FeeAnswer<'court-fee'> {
  return shareOfCourtFee(NO_CONCILIATION_FACTOR, appliedOn);
}

/** Application for attachment (utlegg). @throws OutsideTableError */
export function norwegianAttachmentFee(appliedOn: LocalDate): FeeAnswer<'court-fee'> {
  return shareOfCourtFee(NO_ATTACHMENT_FACTOR, appliedOn);
}

/** Service of a bankruptcy notice (konkursloven § 63). @throws OutsideTableError */
export function norwegianBankruptcyNoticeFee(appliedOn: LocalDate): FeeAnswer<'court-fee'> {
  return shareOfCourtFee(NO_BANKRUPTCY_NOTICE_FACTOR, appliedOn);
}

export type KronofogdenStep = 'payment-order' | 'agent' | 'enforcement';

/**
 * Public fee of Kronofogden, or the most that the creditor's own work may cost there. Enforcement costs the same again
 * for each further year of handling, unless less than the floor is unpaid.
 * @throws OutsideTableError
 */
export function swedishKronofogdenFee(
  step: KronofogdenStep,
  appliedOn: LocalDate,
): FeeAnswer<KronofogdenStep> {
  const { value, source, status } = rowOn(SE_KRONOFOGDEN, appliedOn);
  const amounts: Readonly<Record<KronofogdenStep, bigint>> = {
    'payment-order': value.paymentOrderMinor,
    agent: value.agentMaxMinor,
    enforcement: value.enforcementMinor,
  };
  return { minor: amounts[step], rule: step, inputs: { appliedOn }, sources: [source], status };
}
