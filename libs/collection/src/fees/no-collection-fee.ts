import { daysBetween, type JsonObject, type LocalDate } from '@app/domain';
import { heavyFrom } from '../calendar/heavy-day.js';
import type { NorwegianSettings } from '../settings.js';
import { type DatedRow, rowOn } from '../tables/dated-table.js';
import {
  NO_INKASSOSATS,
  NO_SALAER,
  NO_SALAER_FACTORS,
  NO_VAT,
  type SalaerBracket,
} from '../tables/no-collection.js';
import type { DebtorStanding, Regime } from '../vocabulary.js';
import { norwegianBankruptcyNoticeFee } from './court-fees.js';
import { type FeeAnswer, leastCertain, nothing } from './fee-answer.js';
import { MISSED_DEADLINE_DAYS, missedBefore, missedDeadline, type NorwegianLetter } from './no-letters.js';

/** The collector's demand (betalingsoppfordring). */
export interface CollectorDemand {
  readonly sentOn: LocalDate;
  readonly deadlineOn: LocalDate;
  /** It says all that inkassoloven § 10 asks for. */
  readonly meetsStatute: boolean;
}

export interface CollectionFeeQuestion {
  readonly regime: Regime;
  /** The due day; a later one that was agreed takes its place. */
  readonly dueOn: LocalDate;
  /** Principal and interest that accrued before the due day; neither late interest nor costs (§ 2-2, second paragraph). */
  readonly baseMinor: bigint;
  readonly standing: DebtorStanding;
  /** At least half of the claim stems from activity that is liable to value added tax. */
  readonly liableToVat: boolean;
  readonly asOf: LocalDate;
  /** The day on which the order to pay the principal was given to the bank, when it is paid. */
  readonly principalPaidOn?: LocalDate;
  /** Reminders and notices of the claim, whoever sent them. */
  readonly letters: readonly NorwegianLetter[];
  /**
   * No notice is asked for: agreed between businesses (inkassoloven § 3), or the debtor evades payment, or a cheque or
   * bill (§ 12). The fee then comes with the demand.
   */
  readonly noticeNotNeeded?: boolean;
  /** The first that meets the statute: a later one does not put the clock back. Absent as long as none was sent. */
  readonly demand?: CollectorDemand;
  /** Instalments of a plan that was agreed; `afterLegalStep` when a court or enforcement authority had handled the claim. */
  readonly plan?: { readonly instalments: number; readonly afterLegalStep: boolean };
  /** The creditor has brought the case to conciliation board, court or enforcement. */
  readonly legalStepTaken?: boolean;
  /** The day on which service of a bankruptcy notice was applied for. */
  readonly bankruptcyNoticeOn?: LocalDate;
}

export type CollectionFeeRule =
  'light' | 'heavy' | 'notice-not-missed' | 'paid-within-notice' | 'demand-not-sent' | 'fees-not-published';

/** The collector's fee as a maximum, and the ceiling for all out-of-court costs of the claim. */
export interface CollectionFeeAnswer extends FeeAnswer<CollectionFeeRule> {
  /** All costs together may not exceed this (§ 2-1); also known when the collector's own fee is nothing yet. */
  readonly ceilingMinor: bigint;
}

/**
 * The Norwegian collector's fee (salær): a ceiling per claim, light or heavy, where heavy takes the place of light
 * (inkassoforskriften §§ 2-1 to 2-4). The due day chooses the table, the day of payment the inkassosats.
 * @throws OutsideTableError
 */
export function norwegianCollectionFee(
  question: CollectionFeeQuestion,
  { fees }: NorwegianSettings,
): CollectionFeeAnswer {
  if (question.regime !== 'NO-1988') {
    const answer = nothing<CollectionFeeRule>(
      'fees-not-published',
      'lov 2026-05-22 nr. 19 § 19: its regulation is not published',
    );
    return { ...answer, ceilingMinor: 0n };
  }
  const finding = stageOf(question, fees.lightFeeFrom);
  const ceiling = ceilingOf(question, finding.rule === 'heavy' ? 'heavy' : 'light', fees);
  const charged = finding.rule === 'light' || finding.rule === 'heavy';
  return {
    minor: charged ? ceiling.minor : 0n,
    ceilingMinor: ceiling.minor,
    rule: finding.rule,
    inputs: { ...ceiling.inputs, asOf: question.asOf, ...finding.inputs },
    sources: [finding.source, ...ceiling.rows.map(({ source }) => source)],
    status: leastCertain(ceiling.rows.map(({ status }) => status)),
    ...(finding.changesOn === undefined ? {} : { changesOn: finding.changesOn }),
  };
}

interface StageFinding {
  readonly rule: CollectionFeeRule;
  readonly source: string;
  readonly inputs: JsonObject;
  readonly changesOn?: LocalDate;
}

function stageOf(
  { letters, demand, asOf, principalPaidOn, dueOn, noticeNotNeeded = false }: CollectionFeeQuestion,
  lightFeeFrom: 'demand-sent' | 'notice-missed',
): StageFinding {
  const day = principalPaidOn ?? asOf;
  const notices = letters.filter(({ kind }) => kind === 'collection-notice');
  const missed = notices.find((letter) => missedDeadline(letter, day, principalPaidOn));
  if (!missed && !noticeNotNeeded) {
    const inTime =
      principalPaidOn !== undefined &&
      notices.some(({ deadlineOn }) => deadlineOn !== undefined && principalPaidOn <= deadlineOn);
    return {
      rule: inTime ? 'paid-within-notice' : 'notice-not-missed',
      source: 'inkassoloven §§ 9, 17 third paragraph',
      inputs: {},
    };
  }
  const ended: JsonObject =
    missed?.deadlineOn === undefined ? { noticeNotNeeded } : { noticeEndedOn: missed.deadlineOn };
  if ((demand === undefined || demand.sentOn > day) && (noticeNotNeeded || lightFeeFrom === 'demand-sent')) {
    return {
      rule: 'demand-not-sent',
      source: 'trade practice (setting lightFeeFrom)',
      inputs: ended,
    };
  }
  const source = 'inkassoforskriften § 2-2';
  if (!demand || !opensHeavy(demand, letters, dueOn, principalPaidOn)) {
    return { rule: 'light', source, inputs: ended };
  }
  const heavyOn = heavyFrom(demand.deadlineOn);
  const inputs = {
    ...ended,
    demandSentOn: demand.sentOn,
    demandEndsOn: demand.deadlineOn,
    heavyOn,
  };
  if (day >= heavyOn) return { rule: 'heavy', source: 'inkassoforskriften § 2-3', inputs };
  return { rule: 'light', source, inputs, ...(principalPaidOn === undefined ? { changesOn: heavyOn } : {}) };
}

/** Only a full demand with a full deadline, sent after a missed deadline of 14 days, can lead to the heavy ceilings. */
function opensHeavy(
  { sentOn, deadlineOn, meetsStatute }: CollectorDemand,
  letters: readonly NorwegianLetter[],
  dueOn: LocalDate,
  principalPaidOn: LocalDate | undefined,
): boolean {
  return (
    meetsStatute &&
    daysBetween(sentOn, deadlineOn) >= MISSED_DEADLINE_DAYS &&
    missedBefore(letters, dueOn, sentOn, principalPaidOn) !== undefined
  );
}

interface Ceiling {
  readonly minor: bigint;
  readonly inputs: JsonObject;
  readonly rows: readonly Pick<DatedRow<unknown>, 'source' | 'status'>[];
}

const THOUSAND = 1000n;

/** Exact until the end, then down to the whole øre: it is a ceiling. */
function ceilingOf(
  question: CollectionFeeQuestion,
  stage: 'light' | 'heavy',
  fees: NorwegianSettings['fees'],
): Ceiling {
  const {
    dueOn,
    baseMinor,
    standing,
    liableToVat,
    asOf,
    principalPaidOn,
    plan,
    legalStepTaken,
    bankruptcyNoticeOn,
  } = question;
  const day = principalPaidOn ?? asOf;
  const table = rowOn(NO_SALAER, dueOn);
  const sats = rowOn(NO_INKASSOSATS, day);
  const factors = rowOn(NO_SALAER_FACTORS, day);
  const vat = liableToVat ? undefined : rowOn(NO_VAT, day);
  const bracket = bracketFor(table.value, baseMinor);
  const permille = stage === 'heavy' ? bracket.heavyPermille : bracket.lightPermille;
  const business = standing === 'business' ? factors.value.businessPermille : THOUSAND;
  const withVat = THOUSAND + (vat?.value ?? 0n);
  const uplifted =
    plan !== undefined &&
    plan.instalments > factors.value.instalmentsOver &&
    !plan.afterLegalStep &&
    !legalStepTaken;
  const base = sats.value * permille * business * withVat;
  const uplift = uplifted
    ? sats.value *
      factors.value.instalmentUpliftPermille *
      (fees.upliftCarriesBusinessFactor ? business : THOUSAND) *
      (fees.upliftCarriesVat ? withVat : THOUSAND)
    : 0n;
  const notice =
    bankruptcyNoticeOn === undefined ? undefined : norwegianBankruptcyNoticeFee(bankruptcyNoticeOn);
  return {
    minor: (base + uplift) / THOUSAND ** 3n + (notice?.minor ?? 0n),
    inputs: {
      dueOn,
      baseMinor: baseMinor.toString(),
      inkassosatsMinor: sats.value.toString(),
      permille: permille.toString(),
      businessPermille: business.toString(),
      vatPermille: (withVat - THOUSAND).toString(),
      instalmentUplift: uplifted,
      bankruptcyNoticeMinor: (notice?.minor ?? 0n).toString(),
    },
    rows: [
      table,
      sats,
      factors,
      ...(vat ? [vat] : []),
      ...(notice ? [{ source: notice.sources.join('; '), status: notice.status }] : []),
    ],
  };
}

function bracketFor(table: readonly SalaerBracket[], baseMinor: bigint): SalaerBracket {
  return table.find(({ upToMinor }) => upToMinor === undefined || baseMinor <= upToMinor)!;
}
