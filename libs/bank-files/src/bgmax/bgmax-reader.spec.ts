import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { gather } from '../testing/gather.js';
import { type ToldPayment, writeBgMax } from '../testing/write-bgmax.js';

const PAYMENT: ToldPayment = {
  isDeduction: false,
  amountMinor: 140_000n,
  references: [{ text: '12345674' }],
  payerBankgiro: '9912346',
  payerName: 'Påhittade Bolaget AB',
  organisationNumber: '5500001234',
  texts: [],
};
const DEDUCTION: ToldPayment = { ...PAYMENT, isDeduction: true, amountMinor: 40_000n };

function file(...payments: ToldPayment[]): string {
  return writeBgMax({
    timestamp: '20261127173035010331',
    deposits: [{ bankgiro: '9912346', currency: 'SEK', bookedOn: localDate('2026-11-27'), payments }],
  });
}

function changed(text: string, line: number, change: (line: string) => string): string {
  return text
    .split('\r\n')
    .map((each, index) => (index === line - 1 ? change(each) : each))
    .join('\r\n');
}

const at =
  (from: number, text: string) =>
  (line: string): string =>
    line.slice(0, from - 1) + text + line.slice(from - 1 + text.length);

describe('BgMax', () => {
  it('takes deductions from the deposit', async () => {
    const read = await gather(file(PAYMENT, DEDUCTION));
    expect(read.transactions.map(({ direction }) => direction)).toEqual(['credit', 'debit']);
    const [end] = read.events.flatMap((event) => (event.type === 'account-end' ? [event.totals] : []));
    expect(end).toMatchObject({
      bookedOn: '2026-11-27',
      credits: { minor: 140_000n },
      debits: { minor: 40_000n },
      totals: [{ what: 'sum', declared: '100000', verdict: 'holds' }, { declared: '2' }],
    });
  });

  it('knows a further reference by the number of its payment, also where it comes as a payment of nothing', async () => {
    const two = file({ ...PAYMENT, references: [{ text: '12345674' }, { text: '18' }] });
    const read = await gather(changed(two, 4, at(1, '20')));
    expect(read.transactions).toMatchObject([{ references: [{ text: '12345674' }, { text: '18' }] }]);
  });

  it('mends short lines and tabs, and says so', async () => {
    const two = file({ ...PAYMENT, references: [{ text: '12345674' }, { text: '12345675' }] });
    const short = changed(two, 4, (line) => line.trimEnd().replace('9912346'.padEnd(24), '9912346\t\t     '));
    expect(short).toContain('\t');
    const read = await gather(short);
    expect(read.transactions).toMatchObject([
      { references: [{ text: '12345674' }, { text: '12345675' }], notes: ['line-mended'] },
    ]);
  });

  it('takes a reference that was not checked as it is', async () => {
    const read = await gather(changed(file(PAYMENT), 3, at(56, '5')));
    expect(read.transactions).toMatchObject([{ references: [{ kind: 'structured', text: '12345674' }] }]);
  });

  it('reads payments that have no number', async () => {
    const blank = at(58, ' '.repeat(12));
    const read = await gather(changed(changed(file(PAYMENT, PAYMENT), 3, blank), 6, blank));
    const [one, two] = read.transactions;
    expect([one?.bankReference, two?.bankReference]).toEqual([undefined, undefined]);
    expect(one?.fingerprint).not.toBe(two?.fingerprint);
  });

  it('says that a file is a test', async () => {
    expect((await gather(changed(file(PAYMENT), 1, at(45, 'T')))).file?.isTest).toBe(true);
  });

  it.each<[string, number, (line: string) => string, object]>([
    ['a letter in the amount', 3, at(55, 'O'), { reason: 'amount-malformed' }],
    ['a letter in an OCR reference', 3, at(37, 'X'), { reason: 'record-malformed' }],
    [
      'an unknown code for the reference',
      3,
      at(56, '9'),
      { reason: 'record-malformed', field: 'position 56' },
    ],
  ])('sets a payment aside that has %s', async (_, line, change, expected) => {
    const read = await gather(changed(file(PAYMENT, { ...PAYMENT, amountMinor: 500n }), line, change));
    expect(read.transactions.map(({ amount }) => amount.minor)).toEqual([500n]);
    expect(read.setAside).toMatchObject([{ place: { line: 3 }, ...expected }]);
    expect(read.setAside[0]?.rawText.split('\n')).toHaveLength(3);
    expect(read.summary.areAmountsConfirmed).toBe(false);
  });

  it('sets a payment aside when one of its references belongs to no payment', async () => {
    const two = file({ ...PAYMENT, references: [{ text: '12345674' }, { text: '18' }] });
    const read = await gather(changed(two, 4, at(69, '9')));
    expect(read.setAside.map(({ reason }) => reason)).toEqual(['record-out-of-order', 'record-out-of-order']);
  });

  it.each<[string, (text: string) => string, object]>([
    ['a deposit of another sum', (text) => changed(text, 6, at(68, '1')), { refusal: 'totals', line: 6 }],
    ['a deposit of more payments', (text) => changed(text, 6, at(79, '3')), { refusal: 'totals', line: 6 }],
    [
      'a deposit in another currency',
      (text) => changed(text, 6, at(69, 'EUR')),
      { refusal: 'currency', line: 6 },
    ],
    [
      'a deposit on a day that is none',
      (text) => changed(text, 6, at(38, '20260230')),
      { refusal: 'structure', line: 6 },
    ],
    ['more payments than it has', (text) => changed(text, 7, at(10, '7')), { refusal: 'totals', line: 7 }],
    ['more references than it has', (text) => changed(text, 7, at(26, '7')), { refusal: 'totals', line: 7 }],
    ['no deposit', (text) => changed(text, 6, () => ''), { refusal: 'structure', line: 7 }],
    ['no end', (text) => text.split('\r\n').slice(0, 6).join('\r\n'), { refusal: 'cut-off' }],
    ['another version', (text) => changed(text, 1, at(23, '02')), { refusal: 'version-unknown', line: 1 }],
    [
      'a currency we do not know',
      (text) => changed(text, 2, at(23, 'XTS')),
      { refusal: 'currency', line: 2 },
    ],
    [
      'a line that is too long',
      (text) => changed(text, 4, (line) => `${line}x`),
      { refusal: 'structure', line: 4 },
    ],
    [
      'a payment outside of a section',
      (text) => changed(text, 2, () => ''),
      { refusal: 'structure', line: 3 },
    ],
  ])('is refused with %s', async (_, change, expected) => {
    const error: unknown = await gather(change(file(PAYMENT))).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'BankFileRefusedError', ...expected });
  });
});
