import type { LocalDate } from '@app/domain';
import type { Channel } from '../vocabulary.js';

/** Minutes after local midnight: from `fromMinute`, up to but not including `toMinute`. */
export interface Hours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Absent: no contact on such a day. */
export interface ContactHours {
  readonly weekday?: Hours;
  readonly saturday?: Hours;
  readonly sunday?: Hours;
  readonly holiday?: Hours;
}

/** Days of every year on which nothing is sent by the machine. A period may pass the turn of the year. */
export interface QuietPeriod {
  /** `MM-DD`, inclusive. */
  readonly from: string;
  /** `MM-DD`, inclusive. */
  readonly to: string;
}

/** At most so many contacts within so many days, the day itself counted. */
export interface FrequencyCap {
  readonly contactsMax: number;
  readonly withinDays: number;
}

export interface ContactSettings {
  /** The collector's own hours; the law's hours always bind besides. */
  readonly hours: ContactHours;
  readonly caps: readonly FrequencyCap[];
  readonly quietPeriods: readonly QuietPeriod[];
}

/** A contact that was made, on the debtor's local day. Answers to the debtor's own questions are none. */
export interface ContactMade {
  readonly on: LocalDate;
  readonly channel: Channel;
}

/** When a contact may be made: instants in UTC, from `opensAt` up to but not including `closesAt`. */
export interface ContactWindow {
  readonly on: LocalDate;
  readonly opensAt: Date;
  readonly closesAt: Date;
}
