/** A camt.054 by hand, for tests of what no writer would write. */

export interface CamtText {
  readonly namespace?: string;
  readonly account?: string;
  /** Between the account and the entries. */
  readonly summary?: string;
  readonly entries?: readonly string[];
  readonly header?: string;
}

export const IBAN = 'XX6300000000001';
export const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08';

export function camtText({
  namespace = NAMESPACE,
  account = `<Id><IBAN>${IBAN}</IBAN></Id><Ccy>NOK</Ccy>`,
  summary = '',
  entries = [],
  header = '<MsgId>M1</MsgId><CreDtTm>2026-11-28T06:00:00+01:00</CreDtTm>',
}: CamtText = {}): string {
  return `<?xml version="1.0"?>
<Document xmlns="${namespace}"><BkToCstmrDbtCdtNtfctn><GrpHdr>${header}</GrpHdr>
<Ntfctn><Id>N1</Id><Acct>${account}</Acct>${summary}
${entries.join('\n')}
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
`;
}

export interface EntryText {
  readonly amount?: string;
  readonly currency?: string;
  readonly direction?: string;
  readonly status?: string;
  readonly booked?: string;
  readonly details?: string;
  readonly more?: string;
}

/** One entry on one line. */
export function entryText({
  amount = '100.00',
  currency = 'NOK',
  direction = 'CRDT',
  status = '<Cd>BOOK</Cd>',
  booked = '2026-11-27',
  details = '',
  more = '',
}: EntryText = {}): string {
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>${booked}</Dt></BookgDt>${more}${details === '' ? '' : `<NtryDtls>${details}</NtryDtls>`}</Ntry>`;
}

export function transactionText(amount: string, more = '', currency = 'NOK'): string {
  return `<TxDtls><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>${more}</TxDtls>`;
}
