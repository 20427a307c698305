import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bgMaxFiles, camtMessages, transmissions } from './testing/arbitraries.js';
import { factsOf, factsOfBgMax, factsOfCamt, factsOfGiro } from './testing/facts.js';
import { gather } from './testing/gather.js';
import { writeBgMax } from './testing/write-bgmax.js';
import { writeCamt } from './testing/write-camt.js';
import { writeOcrGiro } from './testing/write-ocr-giro.js';

/** From a byte to all at once: characters and tags come to lie over the edges of pieces. */
const pieceSizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 100_000 }));

type Encode = (text: string) => Uint8Array;
const wide =
  (mark: number[], isSwapped: boolean): Encode =>
  (text) => {
    const bytes = Buffer.from(text, 'utf16le');
    return Buffer.concat([Buffer.from(mark), isSwapped ? bytes.swap16() : bytes]);
  };
const ENCODINGS: readonly (readonly [declared: string, encode: Encode])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['utf-8', (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
  ['ISO-8859-1', (text) => Buffer.from(text, 'latin1')],
  ['UTF-16', wide([0xff, 0xfe], false)],
  ['UTF-16', wide([0xfe, 0xff], true)],
  ['UTF-16LE', wide([], false)],
  ['UTF-16BE', wide([], true)],
];

describe('what was written is read', () => {
  it('camt.053 and camt.054, in every version, encoding, prefix and piece', async () => {
    await fc.assert(
      fc.asyncProperty(
        camtMessages,
        fc.constantFrom(...ENCODINGS),
        fc.constantFrom('', 'ns2:', 'Dokument:'),
        fc.constantFrom('', '\n', '\r\n  '),
        pieceSizes,
        async (message, [encoding, encode], prefix, gap, pieceBytes) => {
          const read = await gather(encode(writeCamt(message, { prefix, encoding, gap })), { pieceBytes });
          expect(read.transactions.map(factsOf)).toEqual(factsOfCamt(message));
          expect(read.setAside).toEqual([]);
          expect(read.file).toMatchObject({
            format: message.format,
            version: message.version,
            messageId: message.messageId,
            createdAt: message.createdAt,
          });
          expect(read.reports).toMatchObject(
            message.reports.map(({ id, iban, currency, copyIndicator }) => ({
              id,
              account: { number: iban, currency, isCheckDigitRight: true },
              ...(copyIndicator && { copyIndicator }),
            })),
          );
          expect(read.summary.areAmountsConfirmed).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('OCR giro, every type of transaction', async () => {
    await fc.assert(
      fc.asyncProperty(
        transmissions,
        fc.constantFrom<BufferEncoding>('latin1', 'utf8'),
        pieceSizes,
        async (transmission, encoding, pieceBytes) => {
          const read = await gather(Buffer.from(writeOcrGiro(transmission), encoding), { pieceBytes });
          expect(read.transactions.map(factsOf)).toEqual(factsOfGiro(transmission));
          expect(read.setAside).toEqual([]);
          expect(read.summary.totals.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds']);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('BgMax, every record', async () => {
    await fc.assert(
      fc.asyncProperty(
        bgMaxFiles,
        fc.constantFrom<BufferEncoding>('latin1', 'utf8'),
        pieceSizes,
        async (file, encoding, pieceBytes) => {
          const read = await gather(Buffer.from(writeBgMax(file), encoding), { pieceBytes });
          expect(read.transactions.map(factsOf)).toEqual(factsOfBgMax(file));
          expect(read.setAside).toEqual([]);
          const ends = read.events.flatMap((event) =>
            event.type === 'account-end' ? [event.totals.bookedOn] : [],
          );
          expect(ends).toEqual(file.deposits.map(({ bookedOn }) => bookedOn));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('gives equal movements equal fingerprints, and others others', async () => {
    await fc.assert(
      fc.asyncProperty(camtMessages, async (message) => {
        const read = await gather(writeCamt(message));
        const again = await gather(writeCamt({ ...message, messageId: `${message.messageId}1` }));
        expect(again.transactions.map(({ fingerprint }) => fingerprint)).toEqual(
          read.transactions.map(({ fingerprint }) => fingerprint),
        );
        const identities = read.transactions.map((transaction) =>
          JSON.stringify(
            [
              transaction.account.number,
              transaction.amount,
              transaction.direction,
              transaction.isReversal,
              transaction.bookedOn,
              transaction.bankReference,
              transaction.endToEndId,
              transaction.references,
            ],
            (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
          ),
        );
        expect(new Set(read.transactions.map(({ fingerprint }) => fingerprint)).size).toBe(
          new Set(identities).size,
        );
      }),
      { numRuns: 15 },
    );
  });
});
