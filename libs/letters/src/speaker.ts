import {
  add,
  amountText,
  type Country,
  dayText,
  type LocalDate,
  type Money,
  NBSP,
  percentText,
  shortDayText,
  zero,
} from '@app/domain';
import type { Language, LetterKind, Regime } from '@app/collection';
import type { AdditionKind, LetterData, LetterHours } from './letter-data.js';
import { EN } from './wording/en.js';
import { NB } from './wording/nb.js';
import { SV } from './wording/sv.js';
import type { Label, LanguageWording, Wording } from './wording/wording.js';

const WORDINGS: Readonly<Record<Language, LanguageWording>> = { nb: NB, sv: SV, en: EN };

/** Says the facts of one letter in its language and by the habits of the creditor's country. */
export class Speaker {
  readonly country: Country;
  readonly language: Language;
  readonly wording: LanguageWording;

  constructor(readonly data: LetterData) {
    this.country = countryOf(data.regime);
    this.language = data.language;
    this.wording = WORDINGS[data.language];
  }

  amount(amount: Money): string {
    return amountText(amount, this.language, this.country);
  }

  day(day: LocalDate): string {
    return dayText(day, this.language);
  }

  shortDay(day: LocalDate): string {
    return shortDayText(day, this.language);
  }

  percent(percent: string): string {
    return percentText(percent, this.language);
  }

  label(label: Label): string {
    return this.text(this.wording.labels[label]);
  }

  addition(kind: AdditionKind): string {
    return this.text(this.wording.additions[kind]);
  }

  letterName(kind: LetterKind): string {
    return this.text(this.wording.letterNames[kind]);
  }

  /** The wording for this country. */
  text(wording: Wording): string {
    return typeof wording === 'string' ? wording : wording[this.country];
  }

  /** "Monday–Friday 08–21, Saturday 09–15": when a person answers the telephone. */
  hours(hours: LetterHours): string {
    return this.hourParts(hours).join(this.wording.hours.between);
  }

  hourParts({ weekdays, saturday }: LetterHours): readonly string[] {
    const { hours } = this.wording;
    const parts = [`${hours.weekdays}${NBSP}${weekdays.join('–')}`];
    if (saturday) parts.push(`${hours.saturday}${NBSP}${saturday.join('–')}`);
    return parts;
  }

  /** Where the collector is, and its number. */
  get imprint(): readonly string[] {
    const { addressLines, organisationNumber } = this.data.collector;
    return organisationNumber === undefined
      ? addressLines
      : [...addressLines, `${this.label('organisationNumber')} ${organisationNumber}`];
  }

  /** What is asked for now, and until when: one instalment, or all of it. */
  get askedNow(): { readonly amount: Money; readonly dueOn: LocalDate | undefined } {
    const { instalment, plan, total, deferredUntilOn, deadlineOn } = this.data;
    const one = instalment ?? plan?.instalments[0];
    return one ?? { amount: total, dueOn: deferredUntilOn ?? deadlineOn };
  }

  get principal(): Money {
    return this.#sum(this.data.claims.map(({ principal }) => principal));
  }

  get interest(): Money {
    return this.#sum(this.data.interest.map(({ accrued }) => accrued));
  }

  get costs(): Money {
    return this.#sum(this.data.additions.map(({ amount }) => amount));
  }

  get paid(): Money {
    return this.#sum(this.data.payments.map(({ amount }) => amount));
  }

  #sum(amounts: readonly Money[]): Money {
    return amounts.reduce(add, zero(this.data.currency));
  }
}

function countryOf(regime: Regime): Country {
  return regime === 'SE-1974' ? 'SE' : 'NO';
}
