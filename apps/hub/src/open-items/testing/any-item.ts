import {
  type CreditorNotice,
  type Debtor,
  type LedgerDebtorId,
  type LedgerHold,
  type LedgerItemId,
  type LedgerMovement,
  type LedgerPostingId,
  type LedgerVoucherId,
  type LocalDate,
  money,
  type OpenItem,
  type PostalAddress,
} from '@app/domain';
import fc from 'fast-check';

const text = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' });
const minor = fc.bigInt({ min: -900_000n, max: 900_000n });
const day = fc
  .integer({ min: 0, max: 700 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10) as LocalDate);
/** Leaves optional fields out at random, and never sets one to `undefined`. */
const record = <T extends object>(
  required: { [K in keyof T]?: fc.Arbitrary<unknown> },
  optional: { [K in keyof T]?: fc.Arbitrary<unknown> },
) =>
  fc.record({ ...required, ...optional } as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: Object.keys(required),
  }) as unknown as fc.Arbitrary<T>;

const anyHold = record<LedgerHold>(
  { reason: fc.constantFrom('postponed', 'already-in-collection', 'credited') },
  { until: day, detail: text },
);
const anyNotice = record<CreditorNotice>(
  { kind: fc.constantFrom('soft-reminder', 'reminder', 'collection'), sentOn: day },
  { payBy: day, fee: minor.map((fee) => money(fee, 'NOK')) },
);
const anyMovement = record<LedgerMovement>(
  {
    postingId: text as fc.Arbitrary<LedgerPostingId>,
    kind: fc.constantFrom('payment', 'credit', 'write-off', 'reversal'),
    bookedOn: day,
    change: minor.map((change) => money(change, 'NOK')),
  },
  { voucherId: text as fc.Arbitrary<LedgerVoucherId>, reverses: text, writeBackKey: text },
);
export const anyDebtor = record<Debtor>(
  {
    ledgerDebtorId: text as fc.Arbitrary<LedgerDebtorId>,
    kind: fc.constantFrom('person', 'company', 'unknown'),
    name: text,
    emails: fc.array(text, { maxLength: 2 }),
    phones: fc.array(text, { maxLength: 2 }),
    factored: fc.boolean(),
  },
  {
    customerNumber: text,
    organisationNumber: text,
    language: fc.constantFrom('nb', 'sv', 'en'),
    address: record<PostalAddress>(
      { lines: fc.array(text, { maxLength: 2 }), postalCode: text, city: text },
      { countryCode: fc.constantFrom('NO', 'SE') },
    ),
  },
);

/** Any open item that a connector may tell of, in kroner. */
export const anyItem: fc.Arbitrary<OpenItem> = record<Omit<OpenItem, 'debtor'>>(
  {
    ledgerItemId: text as fc.Arbitrary<LedgerItemId>,
    kind: fc.constantFrom('invoice', 'credit-note'),
    invoiceNumber: text,
    invoicedOn: day,
    dueOn: day,
    original: minor.map((amount) => money(amount, 'NOK')),
    outstanding: minor.map((amount) => money(amount, 'NOK')),
    ledgerDebtorId: text as fc.Arbitrary<LedgerDebtorId>,
    holds: fc.array(anyHold, { maxLength: 2 }),
    notices: fc.array(anyNotice, { maxLength: 2 }),
    movements: fc.uniqueArray(anyMovement, { maxLength: 3, selector: ({ postingId }) => postingId }),
  },
  { paymentReference: text, voucherId: text as fc.Arbitrary<LedgerVoucherId> },
).chain((item) =>
  anyDebtor.map((debtor) => ({ ...item, debtor: { ...debtor, ledgerDebtorId: item.ledgerDebtorId } })),
);

/** The same, with the keys of every object in another order, as `jsonb` gives it back. */
export function shuffled<T>(value: T): T {
  if (Array.isArray(value)) return value.map(shuffled) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner) as unknown] as const);
  return Object.fromEntries(entries.reverse()) as T;
}
