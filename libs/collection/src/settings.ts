import type { DayCount, FirstDay } from './interest/conventions.js';

/** How interest is counted where the statute leaves it open. */
export interface InterestSettings {
  readonly dayCount: DayCount;
  readonly firstDay: FirstDay;
  /** A due day off work moves to the next working day, and interest waits with it. */
  readonly dueDayMoves: boolean;
  /** Øre are rounded once per stated amount: to the nearest, a half up; or always down, in the debtor's favour. */
  readonly rounding: 'NEAREST' | 'DOWN';
}

/** Time that a letter gives. */
export interface DeadlineSettings {
  /** The shortest time from sending, in days, that a notice or demand may give. */
  readonly daysMin: number;
  /** Added when the letter goes by post. */
  readonly postDays: number;
  /** Bank days the debtor has at least after the presumed receipt. */
  readonly bankDaysAfterReceipt: number;
  /** Days waited after a deadline for money that was sent in time. */
  readonly allowanceDays: number;
}

export interface LimitationSettings {
  /** So many days before a claim lapses a person is warned. */
  readonly warningDays: number;
  /** A period that ends on a day off runs to the next working day. */
  readonly endMovesOffHolidays: boolean;
  /** Paying a part of the principal counts as acknowledging the rest. */
  readonly partPaymentInterrupts: boolean;
}

interface CommonSettings {
  readonly interest: InterestSettings;
  readonly deadlines: DeadlineSettings;
  readonly limitation: LimitationSettings;
}

/** What Norwegian law leaves open; every field is a point in docs/law/open-points.md. */
export interface NorwegianSettings extends CommonSettings {
  readonly fees: {
    /** Letter fees and collection fee together stay under the ceiling of inkassoforskriften § 2-1, or the collection fee alone. */
    readonly letterFeesUnderCeiling: boolean;
    /** The light fee may be charged from the demand, or as soon as the notice's deadline is missed. */
    readonly lightFeeFrom: 'demand-sent' | 'notice-missed';
    /** A reminder without fee that set a deadline of 14 days counts as the first reminder of § 1-3. */
    readonly freeReminderCountsAsFirst: boolean;
    /** Value added tax is added to the instalment uplift, too. */
    readonly upliftCarriesVat: boolean;
    /** The uplift is half as much again for a business, too. */
    readonly upliftCarriesBusinessFactor: boolean;
  };
}

/** What Swedish law leaves open. */
export interface SwedishSettings extends CommonSettings {
  readonly fees: {
    /** Reminders of one claim for which the debtor pays; a second is seldom "reasonably called for" (4 §). */
    readonly paidRemindersMax: number;
    /** Demands of one claim for which the debtor pays. */
    readonly paidDemandsMax: number;
    /** Plans of one claim for which the debtor pays; a plan that is made anew is help, not a measure. */
    readonly paidPlansMax: number;
  };
}

export interface LawSettings {
  readonly NO: NorwegianSettings;
  readonly SE: SwedishSettings;
}

/** The proposed defaults, each with its reason in docs/law/open-points.md. */
export const DEFAULT_LAW_SETTINGS: LawSettings = {
  NO: {
    interest: { dayCount: 'ACT_ACT', firstDay: 'AFTER_DUE', dueDayMoves: true, rounding: 'NEAREST' },
    deadlines: { daysMin: 14, postDays: 0, bankDaysAfterReceipt: 0, allowanceDays: 3 },
    limitation: { warningDays: 180, endMovesOffHolidays: true, partPaymentInterrupts: false },
    fees: {
      letterFeesUnderCeiling: true,
      lightFeeFrom: 'demand-sent',
      freeReminderCountsAsFirst: true,
      upliftCarriesVat: true,
      upliftCarriesBusinessFactor: false,
    },
  },
  SE: {
    interest: { dayCount: 'ACT_365F', firstDay: 'DUE_DAY_INCLUDED', dueDayMoves: true, rounding: 'NEAREST' },
    deadlines: { daysMin: 8, postDays: 3, bankDaysAfterReceipt: 4, allowanceDays: 3 },
    limitation: { warningDays: 180, endMovesOffHolidays: false, partPaymentInterrupts: true },
    fees: { paidRemindersMax: 1, paidDemandsMax: 1, paidPlansMax: 1 },
  },
};
