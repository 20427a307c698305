import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { gather } from '../testing/gather.js';
import { type ToldGiro, writeOcrGiro } from '../testing/write-ocr-giro.js';

const GIRO: ToldGiro = {
  type: 10,
  amountMinor: 102_000n,
  settledOn: localDate('2026-11-27'),
  paidOn: localDate('2026-11-26'),
  kid: '12345674',
  form: '9636827194',
  archive: '099038562',
  debitAccount: '99990512341',
};
const ACCOUNT = '99991042764';

function transmission(...transactions: ToldGiro[]): string {
  return writeOcrGiro({
    number: '0170031',
    assignments: [{ agreement: '001008566', number: '0000002', account: ACCOUNT, transactions }],
  });
}

/** One line of it, counted from 1, written differently. */
function changed(text: string, line: number, change: (line: string) => string): string {
  return text
    .split('\r\n')
    .map((each, index) => (index === line - 1 ? change(each) : each))
    .join('\r\n');
}

/** Positions count from 1. */
const at =
  (from: number, text: string) =>
  (line: string): string =>
    line.slice(0, from - 1) + text + line.slice(from - 1 + text.length);

async function refusal(content: string): Promise<unknown> {
  return gather(content).catch((error: unknown) => error);
}

describe('OCR giro', () => {
  it.each([
    [18, 'debit', true],
    [19, 'credit', false],
    [20, 'debit', true],
    [21, 'credit', false],
  ] as const)('reads type %d as %s, and its sum as an addition', async (type, direction, isReversal) => {
    const read = await gather(transmission({ ...GIRO, type, kid: '', text: 'Varekjøp 12' }, GIRO));
    expect(read.transactions[0]).toMatchObject({
      direction,
      isReversal,
      references: [],
      texts: ['Varekjøp 12'],
    });
    expect(read.summary.totals).toMatchObject([
      { read: '2' },
      {},
      { declared: '204000', read: '204000', verdict: 'holds' },
    ]);
  });

  it('reads an amount with a minus as taken back, and subtracts it', async () => {
    const read = await gather(
      transmission({ ...GIRO, type: 13, isNegative: true, amountMinor: 2000n }, GIRO),
    );
    expect(read.transactions[0]).toMatchObject({
      direction: 'debit',
      isReversal: true,
      amount: { minor: 2000n },
    });
    expect(read.summary.totals[2]).toMatchObject({ declared: '100000', read: '100000', verdict: 'holds' });
  });

  it('takes a second record of another type that has the same number', async () => {
    const read = await gather(changed(transmission({ ...GIRO, type: 11 }), 4, at(5, '10')));
    expect(read.transactions).toMatchObject([{ bankCode: '11', payer: { account: '99990512341' } }]);
  });

  it('passes over an assignment of another service, and counts it', async () => {
    const lines = transmission(GIRO).trimEnd().split('\r\n');
    const foreign = [
      'NY2124200000000000000002'.padEnd(24) + ACCOUNT,
      'NY21947000000011          001000507155J',
      'NY2124880000000100000003',
    ].map((line) => line.padEnd(80, '0'));
    const end = 'NY000089000000020000000900000000000102000271126';
    const read = await gather([...lines.slice(0, -1), ...foreign, end.padEnd(80, '0')].join('\n'));
    expect(read.transactions).toHaveLength(1);
    expect(read.setAside).toMatchObject([{ reason: 'other-service', place: { line: 6 } }]);
  });

  it('tells two equal payments apart by their place, and the same one sent twice not', async () => {
    const read = await gather(transmission(GIRO, GIRO));
    const again = await gather(transmission(GIRO, GIRO));
    const [one, two] = read.transactions.map(({ fingerprint }) => fingerprint);
    expect(one).not.toBe(two);
    expect(again.transactions.map(({ fingerprint }) => fingerprint)).toEqual([one, two]);
  });

  it('flags a day to come, and an account number that cannot be', async () => {
    const read = await gather(
      transmission({ ...GIRO, settledOn: localDate('2026-11-30'), debitAccount: '99990512342' }),
    );
    expect(read.transactions).toMatchObject([{ notes: ['future-date', 'payer-account-check-digit'] }]);
  });

  it.each<[string, number, (line: string) => string, object]>([
    ['a letter in the amount', 3, at(49, 'O'), { reason: 'amount-malformed', field: 'positions 33-49' }],
    ['a day that is none', 3, at(16, '310226'), { reason: 'date-not-real' }],
    ['no day', 3, at(16, '000000'), { reason: 'date-not-real' }],
    ['a sign that is none', 3, at(32, '+'), { reason: 'sign-unexpected' }],
    ['records that differ in whether money came', 4, at(5, '18'), { reason: 'direction-unknown' }],
    ['an unknown type', 3, at(5, '99'), { reason: 'transaction-type-unknown' }],
    ['a KID with a blank in it', 3, at(70, ' '), { reason: 'record-malformed', field: 'positions 50-74' }],
    ['a payer account with a letter', 4, at(50, 'X'), { reason: 'record-malformed' }],
    ['a day of payment that is none', 4, at(42, '320126'), { reason: 'date-not-real' }],
  ])('sets a transaction aside that has %s', async (_, line, change, expected) => {
    const read = await gather(changed(transmission(GIRO, { ...GIRO, amountMinor: 500n }), line, change));
    expect(read.transactions.map(({ amount }) => amount.minor)).toEqual([500n]);
    expect(read.setAside).toMatchObject([{ place: { line: 3 }, ...expected }]);
    expect(read.setAside[0]?.rawText.split('\n')).toHaveLength(2);
  });

  it('sets both aside when the second record has another number', async () => {
    const read = await gather(changed(transmission(GIRO), 4, at(9, '0000009')));
    expect(read.setAside.map(({ reason }) => reason)).toEqual(['record-out-of-order', 'record-malformed']);
  });

  it.each<[string, (text: string) => string, object]>([
    ['a wrong sum', (text) => changed(text, 5, at(41, '1')), { refusal: 'totals', line: 5 }],
    ['a wrong count', (text) => changed(text, 5, at(16, '2')), { refusal: 'totals', line: 5 }],
    [
      'days outside of those it declares',
      (text) => changed(text, 5, at(48, '010126010126')),
      { refusal: 'totals', line: 5 },
    ],
    ['a wrong sum of the whole', (text) => changed(text, 6, at(41, '1')), { refusal: 'totals', line: 6 }],
    ['a line less', (text) => changed(text, 4, () => ''), { refusal: 'totals' }],
    ['no end', (text) => text.split('\r\n').slice(0, 5).join('\r\n'), { refusal: 'cut-off' }],
    ['no end of the assignment', (text) => changed(text, 5, () => ''), { refusal: 'structure', line: 6 }],
    ['no start', (text) => text.split('\r\n').slice(1).join('\r\n'), { refusal: 'structure', line: 1 }],
    ['an account with a letter', (text) => changed(text, 2, at(30, 'A')), { refusal: 'structure', line: 2 }],
    ['something after its end', (text) => `${text}NY`, { refusal: 'structure', line: 7 }],
    ['no line ends', (text) => text.replaceAll('\r\n', ''), { refusal: 'cut-off' }],
    ['a line of a megabyte', (text) => text + 'N'.repeat(1_000_000), { refusal: 'too-large-a-part' }],
    ['another format inside', (text) => changed(text, 3, () => 'XX'), { refusal: 'structure', line: 3 }],
  ])('is refused with %s', async (_, change, expected) => {
    expect(await refusal(change(transmission(GIRO)))).toMatchObject({
      name: 'BankFileRefusedError',
      ...expected,
    });
  });
});
