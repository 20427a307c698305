import type { Currency, LocalDate, Money } from '@app/domain';
import type { DebtorStanding, Language, LetterKind, Regime } from '@app/collection';

/** Everything that one letter says. Amounts are exact; days are local days in the creditor's country. */
export interface LetterData {
  readonly kind: LetterKind;
  readonly language: Language;
  readonly regime: Regime;
  /** The day that the letter bears, and the creation date of its PDF. */
  readonly sentOn: LocalDate;
  readonly caseReference: string;
  /** Of every amount in the letter. */
  readonly currency: Currency;
  readonly creditor: LetterCreditor;
  /** Present when the claim was transferred: who was owed before. */
  readonly originalCreditor?: { readonly name: string; readonly transferredOn?: LocalDate };
  readonly collector: LetterCollector;
  readonly debtor: LetterDebtor;
  readonly claims: readonly LetterClaim[];
  /** Fees and other additions except interest, one line each. */
  readonly additions: readonly LetterAddition[];
  /** One line per rate, capital and period. */
  readonly interest: readonly LetterInterest[];
  /** Why no interest is demanded, where there is none. */
  readonly noInterest?: 'waived' | 'not-claimed';
  readonly payments: readonly LetterPayment[];
  /** Principal + interest + additions − payments; a letter whose sum differs is not rendered. */
  readonly total: Money;
  /** Last day to pay, object, or answer. */
  readonly deadlineOn?: LocalDate;
  readonly payTo?: LetterAccount;
  /** Where free advice is to be had. */
  readonly help?: LetterHelp;
  /** The debtor's own page of this case, where the hub has an address that debtors can reach. */
  readonly debtorPage?: { readonly address: string; readonly code: string };
  /** What the next step out of court may cost at most, where the letter must say it. */
  readonly furtherCosts?: Money;
  readonly plan?: LetterPlan;
  readonly instalment?: LetterInstalment & { readonly of: number };
  readonly deferredUntilOn?: LocalDate;
  readonly objection?: LetterObjection;
  readonly receipt?: LetterReceipt;
  readonly legalAction?: LetterLegalAction;
}

export interface LetterCreditor {
  readonly name: string;
  readonly organisationNumber?: string;
}

export interface LetterCollector {
  readonly name: string;
  readonly organisationNumber?: string;
  readonly addressLines: readonly string[];
  readonly telephone: string;
  /** When the telephone is staffed: `weekdays` from–to, `saturday` from–to; hours of the day, 24-hour clock. */
  readonly telephoneHours: LetterHours;
  readonly email: string;
  readonly website?: string;
  /** Name of the person who knows the case. */
  readonly handler?: string;
}

export interface LetterHours {
  readonly weekdays: readonly [from: string, to: string];
  readonly saturday?: readonly [from: string, to: string];
}

export interface LetterDebtor {
  readonly name: string;
  readonly standing: DebtorStanding;
  /** Below the name in the window of the envelope; at most six lines. */
  readonly addressLines: readonly string[];
  /** Of a business; never a number of a person. */
  readonly organisationNumber?: string;
}

export interface LetterClaim {
  readonly invoiceNumber: string;
  readonly invoicedOn: LocalDate;
  readonly dueOn: LocalDate;
  /** Kind of goods or service, in the words of the invoice; no single items. */
  readonly concerns: string;
  readonly principal: Money;
}

export const ADDITION_KINDS = [
  'reminder-fee',
  'notice-fee',
  'collection-fee',
  'plan-fee',
  'compensation',
  'court-fee',
] as const;
export type AdditionKind = (typeof ADDITION_KINDS)[number];

export interface LetterAddition {
  readonly kind: AdditionKind;
  readonly amount: Money;
}

export interface LetterInterest {
  /** Per year, as a decimal: `12.25`. */
  readonly ratePercent: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly capital: Money;
  readonly accrued: Money;
}

export interface LetterPayment {
  readonly on: LocalDate;
  readonly amount: Money;
}

export interface LetterAccount {
  readonly kind: 'bank-account' | 'bankgiro' | 'plusgiro';
  readonly account: string;
  readonly payee: string;
  /** KID in Norway, OCR in Sweden. */
  readonly reference: string;
  /** For payment from abroad. */
  readonly iban?: string;
  readonly bic?: string;
}

export interface LetterHelp {
  readonly name: string;
  readonly website?: string;
  readonly telephone?: string;
}

export interface LetterInstalment {
  readonly number: number;
  readonly dueOn: LocalDate;
  readonly amount: Money;
}

export interface LetterPlan {
  readonly instalments: readonly LetterInstalment[];
  readonly interest: 'running' | 'waived';
  /** What interest would come on top if the rate of today stays and every instalment comes on its day. Rough, and said to be so. */
  readonly forecast?: { readonly interest: Money; readonly ratePercent: string };
}

export interface LetterObjection {
  readonly receivedOn: LocalDate;
  /** What the debtor says, in a few words. */
  readonly about: string;
  /** When an answer is promised. */
  readonly answerByOn?: LocalDate;
  readonly outcome?: 'upheld' | 'partly-upheld' | 'rejected';
  readonly explanation?: string;
}

export interface LetterReceipt {
  readonly paidOn: LocalDate;
  readonly amount: Money;
  /** How the money was used, in the order in which it was. */
  readonly allocated: readonly {
    readonly part: 'principal' | 'interest' | 'costs';
    readonly amount: Money;
  }[];
}

export interface LetterLegalAction {
  /** The court or authority that would decide. */
  readonly authority: { readonly name: string; readonly addressLines: readonly string[] };
  readonly action: 'conciliation-board' | 'payment-order' | 'attachment';
  /** Public fees that the step would bring. */
  readonly fees: Money;
  /** What the claim rests on, for the application. */
  readonly ground?: string;
  /** Letters sent before, with their days. */
  readonly letters?: readonly { readonly kind: LetterKind; readonly sentOn: LocalDate }[];
}
