import type { Language } from '@app/collection';
import type { StatementRow } from './statement-data.js';

export interface StatementWording {
  readonly title: string;
  readonly of: string;
  readonly until: string;
  readonly paidTo: string;
  readonly columns: Readonly<Record<Column, string>>;
  readonly what: Readonly<Record<StatementRow['what'], string>>;
  readonly total: string;
  readonly toCreditor: string;
  readonly withheld: string;
  readonly paid: string;
  readonly amountsIn: string;
  readonly explanation: string;
  readonly page: string;
}

export const COLUMNS = [
  'on',
  'what',
  'invoiceNumber',
  'reference',
  'principal',
  'interest',
  'fees',
  'surplus',
  'collectorsFee',
  'advanced',
  'toCreditor',
] as const;
export type Column = (typeof COLUMNS)[number];

export const STATEMENT_WORDINGS: Readonly<Record<Language, StatementWording>> = {
  nb: {
    title: 'Oppgjør {number}',
    of: 'Oppgjørsdag {day}',
    until: 'Alt som er bokført til og med {day}',
    paidTo: 'Betales til {account}',
    columns: {
      on: 'Mottatt',
      what: 'Hva',
      invoiceNumber: 'Faktura',
      reference: 'KID',
      principal: 'Hovedstol',
      interest: 'Renter',
      fees: 'Kostnader',
      surplus: 'For mye betalt',
      collectorsFee: 'Inkassators andel',
      advanced: 'Lagt ut',
      toCreditor: 'Til dere',
    },
    what: {
      payment: 'Innbetaling',
      reversal: 'Tilbakeført',
      'costs-lost': 'Kostnader falt bort',
      'came-back': 'Utbetaling kom i retur',
      other: 'Annet',
    },
    total: 'Sum',
    toCreditor: 'Til dere av det mottatte',
    withheld: 'Holdt tilbake for det vi har lagt ut',
    paid: 'Utbetalt',
    amountsIn: 'Beløp i {currency}',
    explanation:
      'Til dere = hovedstol + renter + kostnader + for mye betalt − inkassators andel − det som holdes for skyldneren + lagt ut. «Lagt ut» er penger banken tok tilbake etter at de var utbetalt.',
    page: 'Side {page} av {pages}',
  },
  sv: {
    title: 'Redovisning {number}',
    of: 'Redovisningsdag {day}',
    until: 'Allt som är bokfört till och med {day}',
    paidTo: 'Betalas till {account}',
    columns: {
      on: 'Mottaget',
      what: 'Vad',
      invoiceNumber: 'Faktura',
      reference: 'OCR',
      principal: 'Kapital',
      interest: 'Ränta',
      fees: 'Kostnader',
      surplus: 'För mycket betalt',
      collectorsFee: 'Ombudets andel',
      advanced: 'Utlagt',
      toCreditor: 'Till er',
    },
    what: {
      payment: 'Inbetalning',
      reversal: 'Återförd',
      'costs-lost': 'Kostnader föll bort',
      'came-back': 'Utbetalning kom i retur',
      other: 'Annat',
    },
    total: 'Summa',
    toCreditor: 'Till er av det mottagna',
    withheld: 'Innehållet för det vi har lagt ut',
    paid: 'Utbetalt',
    amountsIn: 'Belopp i {currency}',
    explanation:
      'Till er = kapital + ränta + kostnader + för mycket betalt − ombudets andel − det som hålls för gäldenären + utlagt. ”Utlagt” är pengar som banken tog tillbaka efter att de hade betalats ut.',
    page: 'Sida {page} av {pages}',
  },
  en: {
    title: 'Settlement {number}',
    of: 'Day of settlement {day}',
    until: 'All that was booked until {day}',
    paidTo: 'Paid to {account}',
    columns: {
      on: 'Received',
      what: 'What',
      invoiceNumber: 'Invoice',
      reference: 'Reference',
      principal: 'Principal',
      interest: 'Interest',
      fees: 'Costs',
      surplus: 'Overpaid',
      collectorsFee: 'Collector’s share',
      advanced: 'Laid out',
      toCreditor: 'To you',
    },
    what: {
      payment: 'Payment',
      reversal: 'Taken back',
      'costs-lost': 'Costs fell away',
      'came-back': 'Payout came back',
      other: 'Other',
    },
    total: 'Total',
    toCreditor: 'To you of what was received',
    withheld: 'Withheld for what we laid out',
    paid: 'Paid out',
    amountsIn: 'Amounts in {currency}',
    explanation:
      'To you = principal + interest + costs + overpaid − collector’s share − what is kept for the debtor + laid out. “Laid out” is money that the bank took back after it had been paid out.',
    page: 'Page {page} of {pages}',
  },
};

export function fill(wording: string, values: Readonly<Record<string, string>>): string {
  return wording.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
