import { describe, expect, it } from '@jest/globals';
import {
  type LedgerDebtorId,
  type LedgerMovement,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  money,
  type OpenItem,
} from '@app/domain';
import fc from 'fast-check';
import { debtorFingerprint, itemFingerprint } from './item-fingerprint.js';
import { anyDebtor, anyItem, shuffled } from './testing/any-item.js';

const DAY = localDate('1999-12-31');
const OTHER = 'another text, longer than any';

/** One change for each thing that the hub stores of an item. */
const CHANGES: Readonly<Record<string, (item: OpenItem) => OpenItem>> = {
  kind: (item) => ({ ...item, kind: item.kind === 'invoice' ? 'credit-note' : 'invoice' }),
  invoiceNumber: (item) => ({ ...item, invoiceNumber: OTHER }),
  invoicedOn: (item) => ({ ...item, invoicedOn: DAY }),
  dueOn: (item) => ({ ...item, dueOn: DAY }),
  currency: (item) => ({ ...item, original: money(item.original.minor, 'SEK') }),
  original: (item) => ({ ...item, original: money(item.original.minor + 1n, 'NOK') }),
  outstanding: (item) => ({ ...item, outstanding: money(item.outstanding.minor + 1n, 'NOK') }),
  paymentReference: (item) => ({ ...item, paymentReference: OTHER }),
  ledgerDebtorId: (item) => ({ ...item, ledgerDebtorId: OTHER as LedgerDebtorId }),
  voucherId: (item) => ({ ...item, voucherId: OTHER as LedgerVoucherId }),
  'one hold more': (item) => ({ ...item, holds: [...item.holds, { reason: 'postponed' }] }),
  'the end of a hold': (item) => withHold(item, { until: DAY }),
  'the words of a hold': (item) => withHold(item, { detail: OTHER }),
  'one notice more': (item) => ({ ...item, notices: [...item.notices, { kind: 'reminder', sentOn: DAY }] }),
  "a notice's fee": (item) => withNotice(item, { fee: money(1_234_567n, 'NOK') }),
  "a notice's last day": (item) => withNotice(item, { payBy: DAY }),
  'one movement more': (item) => ({ ...item, movements: [...item.movements, MOVEMENT] }),
  "a movement's amount": (item) => withMovement(item, { change: money(1n, 'NOK') }),
  "a movement's kind": (item) => withMovement(item, { kind: 'write-off' }),
  "a movement's day": (item) => withMovement(item, { bookedOn: localDate('1999-12-30') }),
  "a movement's voucher": (item) => withMovement(item, { voucherId: OTHER as LedgerVoucherId }),
  'what a movement reverses': (item) => withMovement(item, { reverses: OTHER as LedgerPostingId }),
  "a movement's key": (item) => withMovement(item, { writeBackKey: OTHER }),
};
const MOVEMENT: LedgerMovement = {
  postingId: OTHER as LedgerPostingId,
  kind: 'payment',
  bookedOn: DAY,
  change: money(-1n, 'NOK'),
};

describe('itemFingerprint', () => {
  it('is the same for the same item, whatever the order of keys and of movements', () => {
    fc.assert(
      fc.property(anyItem, (item) => {
        const turned = { ...shuffled(item), movements: [...shuffled(item.movements)].reverse() };
        expect(itemFingerprint(turned)).toBe(itemFingerprint(item));
      }),
    );
  });

  it.each(Object.keys(CHANGES))('changes with %s', (what) => {
    fc.assert(
      fc.property(anyItem, (item) => {
        const change = CHANGES[what] ?? ((same: OpenItem) => same);
        const [before, after] = [prepared(item, what), change(prepared(item, what))];
        expect(itemFingerprint(after)).not.toBe(itemFingerprint(before));
      }),
      { numRuns: 25 },
    );
  });

  it("does not change with the debtor's own data, which have one of their own", () => {
    fc.assert(
      fc.property(anyItem, anyDebtor, (item, debtor) => {
        expect(itemFingerprint({ ...item, debtor })).toBe(itemFingerprint(item));
      }),
    );
  });

  it('tells a missing text from an empty one beside it', () => {
    const [a, b] = [{ voucherId: 'x' as LedgerVoucherId }, { paymentReference: 'x' }];
    fc.assert(
      fc.property(anyItem, ({ voucherId: _v, paymentReference: _p, ...item }) => {
        expect(itemFingerprint({ ...item, ...a })).not.toBe(itemFingerprint({ ...item, ...b }));
      }),
      { numRuns: 10 },
    );
  });
});

describe('debtorFingerprint', () => {
  it('is the same after a jsonb column', () => {
    fc.assert(
      fc.property(anyDebtor, (debtor) => {
        const stored = shuffled(JSON.parse(JSON.stringify(debtor)) as typeof debtor);
        expect(debtorFingerprint(stored)).toBe(debtorFingerprint(debtor));
      }),
    );
  });

  it('changes with every field', () => {
    fc.assert(
      fc.property(anyDebtor, (debtor) => {
        const address = { lines: [OTHER], postalCode: '0001', city: 'Oslo' };
        const changes = [
          { kind: debtor.kind === 'person' ? 'company' : 'person' } as const,
          { name: OTHER },
          { customerNumber: OTHER },
          { organisationNumber: OTHER },
          { emails: [...debtor.emails, OTHER] },
          { phones: [...debtor.phones, OTHER] },
          { language: debtor.language === 'nb' ? 'en' : 'nb' } as const,
          { factored: !debtor.factored },
          { address },
          { address: { ...address, countryCode: 'DK' } },
          { address: { ...address, city: OTHER } },
          { address: { ...address, postalCode: OTHER } },
        ];
        const prints = [debtor, ...changes.map((change) => ({ ...debtor, ...change }))].map(
          debtorFingerprint,
        );
        expect(new Set(prints).size).toBe(prints.length);
      }),
      { numRuns: 25 },
    );
  });
});

/** Gives the item the hold, notice or movement that the change is about. */
function prepared(item: OpenItem, what: string): OpenItem {
  if (what.includes('a hold')) return { ...item, holds: [{ reason: 'credited' }] };
  if (what.includes('notice') && !what.includes('more'))
    return { ...item, notices: [{ kind: 'reminder', sentOn: DAY }] };
  if (what.includes('movement') && !what.includes('more')) return { ...item, movements: [MOVEMENT] };
  return item;
}

function withHold(item: OpenItem, more: Partial<OpenItem['holds'][number]>): OpenItem {
  return { ...item, holds: item.holds.map((hold) => ({ ...hold, ...more })) };
}

function withNotice(item: OpenItem, more: Partial<OpenItem['notices'][number]>): OpenItem {
  return { ...item, notices: item.notices.map((notice) => ({ ...notice, ...more })) };
}

function withMovement(item: OpenItem, more: Partial<LedgerMovement>): OpenItem {
  return { ...item, movements: item.movements.map((movement) => ({ ...movement, ...more })) };
}
