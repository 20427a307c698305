import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate, mod10Digit } from '@app/domain';
import { entry, notification, payment } from './testing/bank-messages.js';
import { type BuiltClaim, OTHER_IBAN, PaymentsBench } from './testing/payments-bench.js';
import { expectAccountedFor } from './testing/proof.js';

/** Each kind of unfit file and payment has one clear state; and whatever comes, all that came in is accounted for. */
describe('what bad input gets', () => {
  let bench: PaymentsBench;
  let claim: BuiltClaim;
  beforeAll(async () => {
    bench = await PaymentsBench.open();
    claim = await bench.addClaim();
  });
  afterEach(() => expectAccountedFor(bench));
  afterAll(() => bench.close());

  const good = (): string => notification([entry([payment(1_000n, { kid: claim.kid })])]);
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>';

  it.each<[string, string, (content: string) => string | Uint8Array]>([
    ['an empty file', 'empty', () => ''],
    ['no XML', 'format-unknown', () => 'name;amount\nx;1'],
    [
      'a version that nobody knows',
      'version-unknown',
      (text) => text.replaceAll('.054.001.08', '.054.001.99'),
    ],
    [
      'an encoding other than declared',
      'encoding',
      (text) => Buffer.from(text.replace('R1', 'Ær'), 'latin1'),
    ],
    ['an entity bomb', 'doctype', (text) => text.replace('<Document', `${bomb}<Document`)],
    [
      'an entity from elsewhere',
      'doctype',
      (text) => text.replace('<Document', '<!DOCTYPE x SYSTEM "file:///etc/hosts"><Document'),
    ],
    ['half a file', 'not-well-formed', (text) => text.slice(0, text.length / 2)],
    ['sums that are not those of its entries', 'totals', (text) => text.replace('<Sum>10.00', '<Sum>10.01')],
  ])('%s is refused whole: %s', async (_, cause, spoil) => {
    const before = await bench.transactions();
    expect(await bench.takeIn(spoil(good()))).toMatchObject({ state: 'refused', cause, transactions: 0 });
    expect(await bench.transactions()).toEqual(before);
  });

  it.each<[string, string, string]>([
    ['a negative amount', '-10.00', 'amount-malformed'],
    ['an amount of nothing', '0.00', 'amount-not-positive'],
    ['half an øre', '10.005', 'amount-malformed'],
  ])('%s is set aside with its text, and not counted', async (_, amount, reason) => {
    const file = good()
      .replaceAll('>10.00</Amt>', `>${amount}</Amt>`)
      .replace(/<TxsSummry>.*<\/TxsSummry>/s, '');
    expect(await bench.takeIn(file)).toMatchObject({ state: 'taken-in', transactions: 0, setAside: 1 });
    const [latest] = await bench.files.list({ limit: 1 });
    expect(await bench.files.setAside(latest!.id, 0, 10)).toMatchObject([{ reason }]);
  });

  it('a payment on an account that is not ours, or in another currency than it has, waits', async () => {
    await bench.takeIn(notification([entry([payment(700n)])], { iban: OTHER_IBAN }));
    expect(await bench.last()).toMatchObject({ state: 'waiting-account', reason: 'account-unknown' });
    await bench.takeIn(notification([entry([payment(700n, { kid: claim.kid })])], { currency: 'SEK' }));
    expect(await bench.last()).toMatchObject({
      state: 'waiting-account',
      reason: 'account-currency-differs',
    });
  });

  it('a payment of a day to come waits for that day', async () => {
    const on = localDate('2026-03-20');
    await bench.takeIn(notification([entry([payment(800n, { kid: claim.kid })], { on })]));
    expect(await bench.last()).toMatchObject({ state: 'waiting-day', reason: 'future-date' });
  });

  it('a reference of somebody else’s is open for a person, and on no claim', async () => {
    const digits = '123456789';
    const kid = digits + mod10Digit(digits);
    await bench.takeIn(notification([entry([payment(900n, { kid })])]));
    expect(await bench.last()).toMatchObject({
      state: 'open',
      reason: 'foreign-reference',
      allocatedMinor: 0n,
    });
  });

  it('a file that comes again with one line changed counts that line alone', async () => {
    const owing = await bench.addClaim();
    const lines = [1_100n, 1_200n, 1_300n].map((minor, at) =>
      entry([payment(minor, { kid: owing.kid, endToEnd: `L-${at}` })]),
    );
    await bench.takeIn(notification(lines));
    const changed = [...lines.slice(0, 2), entry([payment(1_400n, { kid: owing.kid, endToEnd: 'L-9' })])];
    expect(await bench.takeIn(notification(changed))).toMatchObject({
      state: 'taken-in',
      transactions: 3,
      toldBefore: 2,
    });
    expect(await bench.claim(owing.claimId)).toMatchObject({ paidMinor: 5_000n });
  });

  it.each<[string, string]>([
    ['closed', 'closed-claim'],
    ['withdrawn', 'closed-claim'],
    ['rejected', 'closed-claim'],
  ])('a payment for a claim that is %s is open for a person', async (state, reason) => {
    const over = await bench.addClaim({ state });
    await bench.takeIn(notification([entry([payment(1_500n, { kid: over.kid })])]));
    expect(await bench.last()).toMatchObject({ state: 'open', reason, allocatedMinor: 0n });
  });

  it('more than is owed pays what is owed, and the rest is open for a person', async () => {
    const owing = await bench.addClaim({ principalMinor: 10_000n });
    await bench.takeIn(notification([entry([payment(12_500n, { kid: owing.kid })])]));
    expect(await bench.last()).toMatchObject({
      state: 'open',
      reason: 'surplus',
      minor: 12_500n,
      allocatedMinor: 10_000n,
    });
    expect(await bench.claim(owing.claimId)).toMatchObject({ outstandingMinor: 0n, overpaidMinor: 0n });
  });

  it('a claim in another currency takes nothing of it', async () => {
    const swedish = await bench.addClaim({ currency: 'SEK' });
    await bench.takeIn(notification([entry([payment(1_600n, { kid: swedish.kid })])]));
    expect(await bench.last()).toMatchObject({ state: 'open', reason: 'wrong-currency', allocatedMinor: 0n });
  });
});
