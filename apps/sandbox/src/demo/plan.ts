import type { LocalDate } from '@app/domain';
import type { DemoAddress } from './names.js';

/** Demo data before any vendor: a company, whom it sells to, and what became of each invoice. */
export interface DemoCompany {
  readonly name: string;
  readonly organizationNumber: string;
  readonly email: string;
  readonly address: DemoAddress;
  readonly customers: readonly DemoCustomer[];
  /** In order of invoice date. */
  readonly invoices: readonly DemoInvoice[];
  readonly paymentsOnAccount: readonly {
    readonly customer: number;
    readonly on: LocalDate;
    readonly amountMinor: number;
  }[];
}

export interface DemoCustomer {
  readonly name: string;
  /** Empty for persons, and for firms whose number nobody entered. */
  readonly organizationNumber: string;
  readonly isPrivate: boolean;
  readonly email: string;
  readonly phone: string;
  readonly address: DemoAddress;
  readonly isInactive?: boolean;
  readonly isFactoring?: boolean;
  /** How the company sorts its customers, where it does. */
  readonly group?: DemoGroup;
}

/** A group of customers, by whichever of the two the vendor tells. */
export interface DemoGroup {
  readonly id: number;
  readonly name: string;
}

export type DemoCurrency = 'NOK' | 'EUR' | 'SEK' | 'USD';
export type DemoReminderType = 'SOFT_REMINDER' | 'REMINDER' | 'NOTICE_OF_DEBT_COLLECTION' | 'DEBT_COLLECTION';
export type Malformation = 'no-due-date' | 'no-customer' | 'three-decimals';

export interface DemoInvoice {
  /** Place in the company's list of customers. */
  readonly customer: number;
  readonly on: LocalDate;
  readonly dueOn: LocalDate;
  /** Including VAT, minor units of `currency`. */
  readonly grossMinor: number;
  readonly currency?: DemoCurrency;
  readonly hasKid?: boolean;
  /** Sold without VAT: one line less in the books. */
  readonly isVatFree?: boolean;
  readonly payments?: readonly { readonly on: LocalDate; readonly amountMinor: number }[];
  /** Without an amount the whole invoice is credited. */
  readonly credit?: { readonly on: LocalDate; readonly amountMinor?: number };
  readonly reminder?: {
    readonly type: DemoReminderType;
    readonly on: LocalDate;
    readonly termOn: LocalDate;
    readonly chargeMinor: number;
  };
  readonly postponedTo?: LocalDate;
  readonly malformed?: Malformation;
  readonly isDraft?: boolean;
}
