import { describe, expect, it } from '@jest/globals';
import type { Money } from '@app/domain';
import fc from 'fast-check';
import type { BankTransaction } from '../model.js';
import { luhnReferences } from '../testing/arbitraries.js';
import { issueListOf, type IssuedReference } from './issued.js';
import { matchTransaction } from './match-transaction.js';

const nok = (minor: bigint): Money => ({ minor, currency: 'NOK' });

function issued(
  claim: string,
  reference: string,
  outstanding = 10_000n,
  more: Partial<IssuedReference> = {},
): IssuedReference {
  return {
    claim,
    reference,
    invoiceNumber: `2026-${claim}`,
    outstanding: nok(outstanding),
    state: 'open',
    ...more,
  };
}

function payment(more: Partial<BankTransaction>): BankTransaction {
  return {
    place: { line: 1 },
    report: 1,
    account: { kind: 'bban', number: '99991042764', currency: 'NOK', isCheckDigitRight: true },
    amount: nok(10_000n),
    direction: 'credit',
    isReversal: false,
    references: [],
    texts: [],
    payer: {},
    notes: [],
    fingerprint: '',
    ...more,
  };
}

const kid = (text: string, minor?: bigint): BankTransaction['references'][number] => ({
  kind: 'kid',
  text,
  ...(minor !== undefined && { amount: nok(minor) }),
});

/** KIDs by MOD10 and MOD11, an RF, and two creditors who count their invoices alike. */
const LIST = issueListOf([
  issued('A', '12345674'),
  issued('B', '2345676', 5000n),
  issued('C', '34567891', 0n, { state: 'closed' }),
  issued('D', '7654302-', 10_000n),
  issued('E', '456789013', 10_000n, { outstanding: { minor: 10_000n, currency: 'SEK' } }),
  issued('F', 'RF18539007547034', 7000n, { debtorName: 'Kari Prøve Normann' }),
  issued('G', '5678901231', 2000n, { state: 'withdrawn' }),
  issued('H', '6789012348', 3000n, { invoiceNumber: '1042' }),
  issued('I', '7890123453', 3000n, { invoiceNumber: '1042' }),
]);

const one = (claim: string, minor: bigint): object => ({
  kind: 'matched',
  allocation: { claim, amount: nok(minor) },
});

describe('what a payment is for', () => {
  it.each<[string, Partial<BankTransaction>, object]>([
    ['a KID', { references: [kid('12345674')] }, one('A', 10_000n)],
    ['a KID by MOD11', { references: [kid('7654302-')] }, one('D', 10_000n)],
    ['a KID that the bank filled up with zeros', { references: [kid('000000012345674')] }, one('A', 10_000n)],
    ['a part of what is owed', { references: [kid('12345674')], amount: nok(1n) }, one('A', 1n)],
    [
      'an RF reference in groups',
      { references: [{ kind: 'rf', text: 'RF18 5390 0754 7034' }], amount: nok(7000n) },
      one('F', 7000n),
    ],
    ['a KID in the free text', { texts: ['betaling KID 12345674, takk'] }, one('A', 10_000n)],
    ['a KID in groups in the free text', { texts: ['Kid: 123 456 74'] }, one('A', 10_000n)],
    ['an invoice number, with exactly what is owed', { texts: ['Faktura 2026-A'] }, one('A', 10_000n)],
    [
      'an invoice number in a field of its own',
      { references: [{ kind: 'structured', text: '2026-A' }] },
      one('A', 10_000n),
    ],
    [
      'more than is owed',
      { references: [kid('12345674')], amount: nok(12_000n) },
      { kind: 'too-much', allocations: [{ claim: 'A', amount: nok(10_000n) }], surplus: nok(2000n) },
    ],
    [
      'several, with what each gets',
      { references: [kid('12345674', 9000n), kid('2345676', 1000n)] },
      {
        kind: 'several',
        allocations: [
          { claim: 'A', amount: nok(9000n) },
          { claim: 'B', amount: nok(1000n) },
        ],
      },
    ],
    [
      'several, and exactly what they owe together',
      { references: [kid('12345674'), kid('2345676')], amount: nok(15_000n) },
      { kind: 'several', allocations: [{ claim: 'A' }, { claim: 'B', amount: nok(5000n) }] },
    ],
    [
      'several, and not what they owe',
      { references: [kid('12345674'), kid('2345676')], amount: nok(14_999n) },
      { kind: 'proposal', reason: 'shares-not-told', candidates: [{ claim: 'A' }, { claim: 'B' }] },
    ],
    [
      'several, one of them not ours',
      { references: [kid('12345674'), kid('18')] },
      { kind: 'proposal', reason: 'shares-not-told', candidates: [{ claim: 'A' }] },
    ],
    [
      'one reference with a part of the money only',
      { references: [kid('12345674', 4000n)] },
      { kind: 'proposal', reason: 'shares-not-told' },
    ],
    [
      'a credit note set off',
      { references: [kid('12345674', 12_000n), kid('2345676', -2000n)] },
      { kind: 'proposal', reason: 'shares-not-told' },
    ],
    ['a closed claim', { references: [kid('34567891')] }, { kind: 'closed-claim', claims: [{ claim: 'C' }] }],
    [
      'a withdrawn claim',
      { references: [kid('5678901231')] },
      { kind: 'closed-claim', claims: [{ claim: 'G' }] },
    ],
    [
      'another currency',
      { references: [kid('456789013')] },
      { kind: 'wrong-currency', claims: [{ claim: 'E' }] },
    ],
    ["somebody else's KID", { references: [kid('18')] }, { kind: 'foreign-reference', references: ['18'] }],
    [
      "somebody else's KID, beside our invoice number",
      { references: [kid('18')], texts: ['2026-A'] },
      { kind: 'foreign-reference' },
    ],
    [
      'a KID with a wrong digit',
      { references: [kid('12345675')] },
      { kind: 'unmatched', reason: 'check-digit-wrong' },
    ],
    ['nothing at all', {}, { kind: 'unmatched', reason: 'no-reference' }],
    [
      'money that went out',
      { direction: 'debit', references: [kid('12345674')] },
      { kind: 'unmatched', reason: 'not-incoming' },
    ],
    [
      'a reversal',
      { direction: 'debit', isReversal: true, references: [kid('12345674')] },
      { kind: 'unmatched', reason: 'reversal' },
    ],
    [
      'an invoice number and another amount',
      { texts: ['Faktura 2026-A'], amount: nok(9999n) },
      { kind: 'proposal', reason: 'invoice-number-in-text', candidates: [{ claim: 'A' }] },
    ],
    [
      'an invoice number that two creditors have',
      { texts: ['faktura1042'], amount: nok(3000n) },
      { kind: 'proposal', reason: 'more-than-one-fits', candidates: [{ claim: 'H' }, { claim: 'I' }] },
    ],
    [
      'payer and amount, by the name in another order',
      { payer: { name: 'NORMANN, KARI PRØVE' }, amount: nok(7000n) },
      { kind: 'proposal', reason: 'payer-and-amount', candidates: [{ claim: 'F' }] },
    ],
    [
      'the payer alone',
      { payer: { name: 'Kari Prøve Normann' }, amount: nok(7001n) },
      { kind: 'unmatched', reason: 'no-reference' },
    ],
  ])('%s', (_, transaction, expected) => {
    const match = matchTransaction(payment(transaction), LIST);
    expect(match.result).toMatchObject(expected);
    expect(match.steps.length).toBeGreaterThan(0);
  });

  it('one KID that two claims have is for a person', () => {
    const list = issueListOf([issued('A', '12345674'), issued('Z', '12345674')]);
    expect(matchTransaction(payment({ references: [kid('12345674')] }), list).result).toMatchObject({
      kind: 'proposal',
      reason: 'more-than-one-fits',
      candidates: [{ claim: 'A' }, { claim: 'Z' }],
    });
  });

  it('says which looks were taken', () => {
    expect(matchTransaction(payment({ texts: ['2026-A'] }), LIST).steps).toEqual([
      { looked: 'references', tried: 0, found: 0 },
      { looked: 'free-text-references', tried: 0, found: 0 },
      { looked: 'invoice-numbers', tried: 1, found: 1 },
      { looked: 'amounts', tried: 1, found: 1 },
    ]);
  });
});

describe('whatever is paid', () => {
  const cases = fc.record({
    claims: fc.uniqueArray(luhnReferences, { minLength: 1, maxLength: 5 }),
    owed: fc.array(fc.bigInt({ min: 1n, max: 10_000n }), { minLength: 5, maxLength: 5 }),
    given: fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
    paid: fc.bigInt({ min: 1n, max: 30_000n }),
  });

  it('is given away to the øre or not at all, and never beyond a debt', () => {
    fc.assert(
      fc.property(cases, ({ claims, owed, given, paid }) => {
        const list = claims.map((reference, index) => issued(reference, reference, owed[index] ?? 1n));
        const references = given.flatMap((index) =>
          claims[index] === undefined ? [] : [kid(claims[index])],
        );
        const { result } = matchTransaction(payment({ references, amount: nok(paid) }), issueListOf(list));
        if (!('allocations' in result) && !('allocation' in result)) return;
        const allocations = 'allocation' in result ? [result.allocation] : result.allocations;
        const surplus = result.kind === 'too-much' ? result.surplus.minor : 0n;
        expect(allocations.reduce((sum, { amount }) => sum + amount.minor, surplus)).toBe(paid);
        for (const { claim, amount } of allocations) {
          const debt = list.find((each) => each.claim === claim)?.outstanding.minor ?? 0n;
          expect(amount.minor > 0n && amount.minor <= debt).toBe(true);
        }
      }),
    );
  });

  it('goes to nobody when one digit of the KID is wrong', () => {
    fc.assert(
      fc.property(luhnReferences, fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 }), (reference, at, by) => {
        const wrong = String((Number(reference[at]) + by) % 10);
        const text = reference.slice(0, at) + wrong + reference.slice(at + 1);
        const { result } = matchTransaction(
          payment({ references: [kid(text)] }),
          issueListOf([issued('A', reference)]),
        );
        expect(['unmatched', 'foreign-reference']).toContain(result.kind);
      }),
    );
  });
});
