import { describe, expect, it } from '@jest/globals';
import { isOcrReference } from '@app/domain';
import fc from 'fast-check';
import { issueListOf, type IssuedReference } from './matching/issued.js';
import { matchTransaction } from './matching/match-transaction.js';
import type { BankTransaction } from './model.js';
import { BankFileRefusedError } from './refusal.js';
import { bgMaxFiles, camtMessages, transmissions } from './testing/arbitraries.js';
import { type Gathered, gather } from './testing/gather.js';
import { writeBgMax } from './testing/write-bgmax.js';
import { writeCamt } from './testing/write-camt.js';
import { writeOcrGiro } from './testing/write-ocr-giro.js';

/**
 * One byte of a file with declared sums is wrong. Either the file is refused, or what is still handed out is, movement
 * for movement, money that the true file has: account, currency, amount, direction, reversal. What is missing of the
 * true file was set aside. And no money goes to a claim that it was not for.
 *
 * Days, names, free text and the bank's references carry no check digits and no sums in these formats: a wrong digit in
 * them is not noticed by anybody who has the file alone.
 */

const files: fc.Arbitrary<Buffer> = fc.oneof(
  camtMessages.map((message) => Buffer.from(writeCamt(message))),
  transmissions.map((transmission) => Buffer.from(writeOcrGiro(transmission), 'latin1')),
  bgMaxFiles.map((file) => Buffer.from(writeBgMax(file), 'latin1')),
);

/** Bytes that are likely to be taken for something, and any other. */
const replacements = fc.oneof(
  fc.constantFrom(...Buffer.from('0123456789 \t\n\r<>/"-:.NYCDKA')),
  fc.integer({ min: 0, max: 255 }),
);

/** Without the leaning towards small numbers that finds errors elsewhere: the middle of a file is as good as its start. */
const anywhere = fc.noBias(fc.nat({ max: 2 ** 30 }));

function moneyOf({ account, amount, direction, isReversal }: BankTransaction): string {
  // An account that fails its check digits is flagged: nobody is led to believe in it.
  const number = account.isCheckDigitRight ? account.number : 'flagged';
  return [number, amount.currency, amount.minor, direction, isReversal].join('|');
}

async function readOrRefused(bytes: Uint8Array): Promise<Gathered | undefined> {
  try {
    return await gather(bytes, { pieceBytes: 65_536 });
  } catch (error) {
    if (error instanceof BankFileRefusedError) return undefined;
    throw error;
  }
}

/** A claim for every reference that the true file has, each owing what was paid for it. */
function issuedFor(transactions: readonly BankTransaction[]): IssuedReference[] {
  const owed = new Map<string, IssuedReference>();
  for (const { references, amount } of transactions) {
    for (const { text, amount: part } of references) {
      owed.set(text, {
        claim: text,
        reference: text,
        invoiceNumber: `F-${text}`,
        outstanding: part ?? amount,
        state: 'open',
      });
    }
  }
  return [...owed.values()];
}

describe('one wrong byte', () => {
  it('is refused, set aside, or without meaning; money is never misread', async () => {
    const seen = { refused: 0, setAside: 0, same: 0 };
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.array(fc.tuple(anywhere, replacements), {
          minLength: 20,
          maxLength: 20,
        }),
        async (bytes, wrongs) => {
          const truth = await gather(bytes);
          const issued = issueListOf(issuedFor(truth.transactions));
          for (const [place, replacement] of wrongs) {
            const at = place % bytes.length;
            if (bytes[at] === replacement) continue;
            const wrong = Buffer.from(bytes);
            wrong[at] = replacement;
            const read = await readOrRefused(wrong);
            if (!read) seen.refused += 1;
            else if (noteHowItWasRead(truth, read, issued, [bytes[at], replacement])) seen.setAside += 1;
            else seen.same += 1;
          }
        },
      ),
      { numRuns: 25 },
    );
    // Each of the three happens, or the test looks at less than it says.
    expect(Math.min(seen.refused, seen.setAside, seen.same)).toBeGreaterThan(0);
  });
});

/** Answers whether something was set aside. */
function noteHowItWasRead(
  truth: Gathered,
  read: Gathered,
  issued: ReturnType<typeof issueListOf>,
  bytes: readonly (number | undefined)[],
): boolean {
  const left = new Map<string, number>();
  for (const transaction of truth.transactions) {
    const money = moneyOf(transaction);
    left.set(money, (left.get(money) ?? 0) + 1);
  }
  const references = new Set(
    truth.transactions.flatMap((transaction) => transaction.references.map(({ text }) => text)),
  );
  for (const transaction of read.transactions) {
    if (transaction.account.isCheckDigitRight) {
      const money = moneyOf(transaction);
      expect([money, left.get(money) ?? 0]).not.toEqual([money, 0]);
      left.set(money, (left.get(money) ?? 0) - 1);
    }
    for (const { text } of transaction.references) {
      expect(references.has(text) || !isOcrReference(text) || text.length !== 10).toBe(true);
    }
    const { result } = matchTransaction(transaction, issued);
    if (result.kind === 'matched') {
      // A line end too many or too few moves all lines after it by one.
      const shiftMax = bytes.some((byte) => byte === 10 || byte === 13) ? 1 : 0;
      const meant = truth.transactions.filter(
        ({ place }) => Math.abs(place.line - transaction.place.line) <= shiftMax,
      );
      const claims = meant.flatMap((each) => each.references.map(({ text }) => text));
      expect(claims).toContain(result.allocation.claim);
    }
  }
  const missing = truth.transactions.length - read.transactions.length;
  const aside = read.setAside.length + read.unsound.length;
  expect(missing <= 0 || aside > 0).toBe(true);
  expect(missing).toBeGreaterThanOrEqual(0);
  return aside > 0;
}
