import { addDays, type LocalDate, localDate, mod10Digit, mod11Digit } from '@app/domain';
import fc from 'fast-check';
import type { ToldEntry, ToldMessage, ToldReference, ToldReport, ToldTransaction } from './message.js';
import type { ToldBgMax, ToldDeposit, ToldPayment } from './write-bgmax.js';
import type { ToldAssignment, ToldGiro, ToldTransmission } from './write-ocr-giro.js';

/** Made-up messages of every shape the writers know. Names and numbers are nobody's. */

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzæøåÆØÅäöÄÖé'];
const PUNCTUATION = [...`.,-/&<>'" `];

export const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });

/** Text in ISO-8859-1, as banks' names are, without blanks at its ends. */
export const words = (max: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...LETTERS, ...PUNCTUATION), minLength: 1, maxLength: max })
    .map((text) => text.trim())
    .filter((text) => text !== '');

export const days: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: 1000 })
  .map((days_) => addDays(localDate('2024-01-01'), days_));

export const minors = fc.bigInt({ min: 1n, max: 99_999_999n });

/** Ten digits, the last by Luhn: a KID and an OCR at once. */
export const luhnReferences: fc.Arbitrary<string> = digits(9).map((payload) => payload + mod10Digit(payload));

export const norwegianAccounts: fc.Arbitrary<string> = digits(8)
  .map((rest) => `99${rest}`)
  .filter((payload) => mod11Digit(payload) !== '-')
  .map((payload) => payload + mod11Digit(payload));

export const bankgiros: fc.Arbitrary<string> = digits(5)
  .map((rest) => `99${rest.slice(0, 4)}`)
  .map((payload) => payload + mod10Digit(payload));

/** IBANs of a country that has none, with check digits that hold. */
export const ibans: fc.Arbitrary<string> = digits(11).map((number) => {
  // 98 less the remainder of the number with "XX00" behind it; X counts as 33.
  const rest = BigInt(`${number}333300`) % 97n;
  return `XX${String(98n - rest).padStart(2, '0')}${number}`;
});

const references = fc.uniqueArray(luhnReferences, { maxLength: 3 });

/** Some payments tell what of them is for each reference, and then it is all of it. */
function told(texts: readonly string[], amountMinor: bigint, isShared: boolean): ToldReference[] {
  if (!isShared || BigInt(texts.length) > amountMinor) return texts.map((text) => ({ text }));
  const share = amountMinor / BigInt(texts.length || 1);
  return texts.map((text, index) => ({
    text,
    amountMinor: index === 0 ? amountMinor - share * BigInt(texts.length - 1) : share,
  }));
}

const transactions: fc.Arbitrary<ToldTransaction> = fc
  .record(
    {
      amountMinor: minors,
      texts: fc.array(words(140), { maxLength: 3 }),
      isShared: fc.boolean(),
      referenceTexts: references,
      bankReference: digits(12),
      endToEndId: digits(8),
      payerName: words(70),
      payerAccount: ibans,
    },
    { requiredKeys: ['amountMinor', 'texts', 'isShared', 'referenceTexts'] },
  )
  .map(({ isShared, referenceTexts, ...rest }) => ({
    ...rest,
    direction: 'credit' as const,
    references: told(referenceTexts, rest.amountMinor, isShared),
  }));

const entries: fc.Arbitrary<ToldEntry> = fc.record(
  {
    direction: fc.constantFrom('credit' as const, 'debit' as const),
    isReversal: fc.boolean(),
    bookedOn: days,
    valueOn: days,
    bankReference: digits(10),
    bankCode: fc.constantFrom('230', '232', '233', '240'),
    transactions: fc.array(transactions, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['direction', 'isReversal', 'bookedOn', 'valueOn', 'transactions'] },
);

/** All transactions of an entry go its way. */
const sameWay = (entry: ToldEntry): ToldEntry => ({
  ...entry,
  transactions: entry.transactions.map((each) => ({ ...each, direction: entry.direction })),
});

const reports: fc.Arbitrary<ToldReport> = fc.record(
  {
    id: digits(9),
    iban: ibans,
    currency: fc.constantFrom('NOK' as const, 'SEK' as const, 'EUR' as const, 'ISK' as const),
    copyIndicator: fc.constantFrom('COPY' as const, 'DUPL' as const, 'CODU' as const),
    openingMinor: fc.bigInt({ min: -10_000_000n, max: 10_000_000n }),
    entries: fc.array(entries.map(sameWay), { maxLength: 3 }),
  },
  { requiredKeys: ['id', 'iban', 'currency', 'openingMinor', 'entries'] },
);

export const camtMessages: fc.Arbitrary<ToldMessage> = fc.record({
  format: fc.constantFrom('camt.053' as const, 'camt.054' as const),
  version: fc.constantFrom('02' as const, '04' as const, '08' as const),
  messageId: digits(14),
  createdAt: days.map((day) => `${day}T06:30:00+01:00`),
  reports: fc.array(reports, { minLength: 1, maxLength: 2 }),
});

const giros: fc.Arbitrary<ToldGiro> = fc
  .record(
    {
      type: fc.integer({ min: 10, max: 21 }),
      amountMinor: minors,
      settledOn: days,
      paidOn: days,
      kid: luhnReferences,
      isNegative: fc.boolean(),
      form: digits(10),
      archive: digits(9),
      debitAccount: norwegianAccounts,
      text: words(40),
    },
    { requiredKeys: ['type', 'amountMinor', 'settledOn', 'kid', 'form', 'archive'] },
  )
  .map(({ text, isNegative, ...giro }) => ({
    ...giro,
    // Only purchases and their reversals come with a text; reversals need no minus.
    ...(giro.type >= 20 && text !== undefined && { text }),
    ...(giro.type !== 18 && giro.type !== 20 && isNegative !== undefined && { isNegative }),
  }));

const assignments: fc.Arbitrary<ToldAssignment> = fc.record({
  agreement: digits(9),
  number: digits(7),
  account: norwegianAccounts,
  transactions: fc
    .array(giros, { maxLength: 6 })
    // The sum that the records declare has no sign.
    .filter(
      (all) => all.reduce((sum, each) => sum + (each.isNegative ? -1n : 1n) * each.amountMinor, 0n) >= 0n,
    ),
});

export const transmissions: fc.Arbitrary<ToldTransmission> = fc.record({
  number: digits(7),
  assignments: fc.array(assignments, { minLength: 1, maxLength: 3 }),
});

const payments: fc.Arbitrary<ToldPayment> = fc
  .record(
    {
      isDeduction: fc.boolean(),
      amountMinor: minors,
      referenceTexts: references,
      isShared: fc.boolean(),
      payerBankgiro: bankgiros,
      payerName: words(35),
      organisationNumber: digits(8).map((rest) => `55${rest}`),
      texts: fc.array(words(50), { maxLength: 2 }),
    },
    { requiredKeys: ['isDeduction', 'amountMinor', 'referenceTexts', 'isShared', 'payerBankgiro', 'texts'] },
  )
  .map(({ referenceTexts, isShared, ...payment }) => ({
    ...payment,
    // The first reference stands in the payment's own record, which tells the whole amount.
    references: told(referenceTexts, payment.amountMinor, isShared).map((reference, index) =>
      index === 0 ? { text: reference.text } : reference,
    ),
  }));

const deposits: fc.Arbitrary<ToldDeposit> = fc.record({
  bankgiro: bankgiros,
  currency: fc.constantFrom('SEK' as const, 'EUR' as const),
  bookedOn: days,
  payments: fc
    .array(payments, { minLength: 1, maxLength: 6 })
    // A deposit is of something that came in.
    .filter(
      (all) => all.reduce((sum, each) => sum + (each.isDeduction ? -1n : 1n) * each.amountMinor, 0n) > 0n,
    ),
});

export const bgMaxFiles: fc.Arbitrary<ToldBgMax> = fc.record({
  timestamp: digits(20),
  deposits: fc.array(deposits, { minLength: 1, maxLength: 3 }),
});
