import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { localDate, mod10Digit } from '@app/domain';
import type { ToldEntry } from '../../libs/bank-files/src/testing/message.js';
import { camtParts } from '../../libs/bank-files/src/testing/write-camt.js';

const DAY = localDate('2026-11-27');

/** Of the entry with this number; spread, so that sums are not trivially right. */
export function minorOf(index: number): bigint {
  return BigInt(((index * 7919) % 999_983) + 1);
}

export function sumOf(entries: number): bigint {
  let sum = 0n;
  for (let index = 0; index < entries; index += 1) sum += minorOf(index);
  return sum;
}

/** A notification of so many incoming payments with a KID each, as a bank would write it. */
export async function writeLargeFile(path: string, entries: number): Promise<void> {
  const parts = camtParts({
    format: 'camt.054',
    version: '08',
    messageId: 'BENCH1',
    createdAt: `${DAY}T06:00:00+01:00`,
  });
  const file = createWriteStream(path);
  const sums = { creditCount: entries, debitCount: 0, credits: sumOf(entries), debits: 0n };
  const report = { id: 'BENCH', iban: 'XX6300000000001', currency: 'NOK' as const, openingMinor: 0n };
  file.write(parts.head + parts.reportHead(report, sums));
  for (let index = 0; index < entries; index += 1) {
    if (!file.write(parts.entry(entry(index), 'NOK'))) await once(file, 'drain');
  }
  file.end(parts.reportTail + parts.tail);
  await once(file, 'close');
}

function entry(index: number): ToldEntry {
  const number = String(index).padStart(9, '0');
  const kid = number + mod10Digit(number);
  return {
    direction: 'credit',
    isReversal: false,
    bookedOn: DAY,
    valueOn: DAY,
    bankReference: `B${number}`,
    bankCode: '230',
    transactions: [
      {
        amountMinor: minorOf(index),
        direction: 'credit',
        bankReference: `T${number}`,
        endToEndId: `E${number}`,
        payerName: `Payer ${number}`,
        payerAccount: 'XX6300000000001',
        references: [{ text: kid }],
        texts: [`Invoice ${number}`],
      },
    ],
  };
}
