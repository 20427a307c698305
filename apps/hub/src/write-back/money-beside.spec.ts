import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BesideFacts, moneyBeside } from './money-beside.js';

const FACTS: BesideFacts = {
  principalMinor: 40_000n,
  interestMinor: 1_234n,
  ownFeesMinor: 3_500n,
  interestTo: 'creditor',
  ownFeesTo: 'creditor',
  currency: 'NOK' as BesideFacts['currency'],
  booksCurrency: 'NOK' as BesideFacts['currency'],
  ledgerBooksLines: true,
  accounts: { interest: { accountNo: 8055 }, fees: { accountNo: 3950 } },
};

function parted(more: Partial<BesideFacts> = {}): readonly string[] {
  const { lines, byHand } = moneyBeside({ ...FACTS, ...more });
  return [
    ...lines.map(({ kind, amount, account }) => `${kind} ${amount.minor} on ${account['accountNo']}`),
    ...byHand.map(({ kind, amount, reason }) => `${kind} ${amount.minor} by hand: ${reason}`),
  ];
}

describe('money beside the principal', () => {
  it.each<[string, Partial<BesideFacts>, readonly string[]]>([
    ['all of it mapped', {}, ['interest 1234 on 8055', 'fees 3500 on 3950']],
    ['no interest came', { interestMinor: 0n }, ['fees 3500 on 3950']],
    ['the collector keeps the interest', { interestTo: 'collector' }, ['fees 3500 on 3950']],
    ['the collector keeps the fees', { ownFeesTo: 'collector' }, ['interest 1234 on 8055']],
    [
      'no account for fees',
      { accounts: { interest: { accountNo: 8055 } } },
      ['interest 1234 on 8055', 'fees 3500 by hand: no-account'],
    ],
    [
      'a ledger that books payments alone',
      { ledgerBooksLines: false, accounts: {} },
      ['interest 1234 by hand: ledger-cannot', 'fees 3500 by hand: ledger-cannot'],
    ],
    [
      'a claim in another currency',
      { currency: 'EUR' as BesideFacts['currency'] },
      ['interest 1234 by hand: other-currency', 'fees 3500 by hand: other-currency'],
    ],
    [
      'nothing reduces the invoice',
      { principalMinor: 0n },
      ['interest 1234 by hand: nothing-on-invoice', 'fees 3500 by hand: nothing-on-invoice'],
    ],
  ])('%s', (_name, more, wanted) => {
    expect(parted(more)).toEqual(wanted);
  });

  it('loses nothing and adds nothing, whatever is chosen', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const holder = fc.constantFrom('creditor' as const, 'collector' as const);
    const account = fc.option(fc.record({ accountNo: fc.integer({ min: 3000, max: 8999 }) }), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        minor,
        minor,
        minor,
        holder,
        holder,
        fc.boolean(),
        account,
        account,
        (
          principalMinor,
          interestMinor,
          ownFeesMinor,
          interestTo,
          ownFeesTo,
          ledgerBooksLines,
          interest,
          fees,
        ) => {
          const amounts = { principalMinor, interestMinor, ownFeesMinor };
          const accounts = { ...(interest && { interest }), ...(fees && { fees }) };
          const chosen = { interestTo, ownFeesTo, ledgerBooksLines, accounts };
          const { lines, byHand } = moneyBeside({ ...FACTS, ...amounts, ...chosen });
          const sum = [...lines, ...byHand].reduce((total, { amount }) => total + amount.minor, 0n);
          const share =
            (interestTo === 'creditor' ? interestMinor : 0n) + (ownFeesTo === 'creditor' ? ownFeesMinor : 0n);
          expect(sum).toBe(share);
          for (const { kind, account: on } of lines) expect(on).toBe(accounts[kind]);
        },
      ),
    );
  });
});
