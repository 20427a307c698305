import type { WireEntry, WireRow } from '../wire.js';

/** Invented rows in Xledger's shapes, as the decoders hand them on. */
export interface EntryMore extends Partial<Omit<WireEntry, 'transactionHeader' | 'slTransactionType'>> {
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly trRegNumber?: number | undefined;
}

/** A row of 1 March 2026; a payment by bank unless told otherwise. */
export function entry(
  id: number,
  invoiceAmount: string,
  invoiceRemaining: string,
  { type, source = 'BA', trRegNumber = 0, ...more }: EntryMore = {},
): WireEntry {
  return {
    dbId: String(id),
    ownerDbId: '40000007',
    invoiceNumber: '100245',
    text: undefined,
    amount: invoiceAmount,
    invoiceAmount,
    invoiceRemaining,
    currency: { code: 'NOK' },
    extIdentifier: undefined,
    matchId: '7781',
    subledgerDbId: '24900011',
    slTransactionType: type === undefined ? undefined : { name: type },
    transactionHeader: {
      transactionNumber: `2026${String(id).padStart(5, '0')}`,
      trRegNumber,
      postedDate: '2026-03-01',
      transactionSource: { code: source },
    },
    ...more,
  };
}

/** The invoice that the entries above name, not paid yet. */
export function invoiceRow(more: Partial<WireRow> = {}): WireRow {
  return {
    ...entry(1, '1000.00', '1000.00', { type: 'INVOICE', source: 'SO', text: 'Faktura 100245' }),
    matchId: undefined,
    invoiceDate: '2026-01-10',
    dueDate: '2026-01-24',
    reminderDate: undefined,
    lateFee: '0.00',
    paymentReference: '0001002453',
    account: { code: '1500' },
    subledger: {
      dbId: '24900011',
      code: '10023',
      description: 'Måsevik Kafé AS',
      email: 'faktura@masevik.example;post@masevik.example',
      phone: '00001234',
      phone2: undefined,
      address: {
        streetAddress: 'Prøveveien',
        streetNumber: '1',
        zipCode: '0580',
        place: 'OSLO',
        country: { code: 'NO' },
      },
      billAddress: undefined,
      collection: undefined,
    },
    company: { companyNumber: '314000005' },
    billAddress: undefined,
    ...more,
  };
}
