import { type Country, type LocalDate, formatDecimal, type Money } from '@app/domain';

/** What a bank has to know for a payment. */
export interface PaymentForQr {
  readonly country: Country;
  readonly kind: 'bank-account' | 'bankgiro' | 'plusgiro';
  readonly account: string;
  readonly payee: string;
  readonly payeeOrganisationNumber?: string;
  readonly reference: string;
  readonly amount: Money;
  readonly dueOn: LocalDate | null;
}

const TYPES = { bankgiro: 'BG', plusgiro: 'PG', 'bank-account': undefined } as const;
/** A name longer than that makes a code that a telephone reads badly from a screen. */
const NAME_MAX = 50;

/**
 * What Swedish banks' applications read from a code on an invoice: UsingQR, version 1, kind 1 (an invoice to pay), one JSON object
 * with the keys in the order of the format. Norway has no code that banks read: a person types KID and account there.
 *
 * Source: the format's own site (usingqr.com) and its published examples; checked 2026-11.
 * @returns null where there is none
 */
export function paymentQr(payment: PaymentForQr): string | null {
  const { country, kind, account, payee, payeeOrganisationNumber, reference, amount, dueOn } = payment;
  const type = TYPES[kind];
  if (country !== 'SE' || type === undefined || amount.minor <= 0n || amount.currency !== 'SEK') return null;
  const text = (key: string, value: string): string => `"${key}":${JSON.stringify(value)}`;
  return `{${[
    '"uqr":1',
    '"tp":1',
    text('nme', payee.slice(0, NAME_MAX)),
    ...(payeeOrganisationNumber === undefined ? [] : [text('cid', payeeOrganisationNumber)]),
    text('iref', reference),
    ...(dueOn === null ? [] : [text('ddt', dueOn.replaceAll('-', ''))]),
    // Written out, so that no digit passes through a binary number.
    `"due":${formatDecimal(amount)}`,
    text('pt', type),
    text('acc', account),
  ].join(',')}}`;
}
