import { describe, expect, it } from '@jest/globals';
import {
  type LedgerDebtorId,
  type LedgerItemId,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  money,
  type WriteBackId,
} from '@app/domain';
import { instructionFromJson, instructionToJson } from './instruction-json.js';
import { planWriteBack, reversalWay, type WriteBackPlanFacts } from './write-back-planner.js';
import type { WriteBackState } from './write-back.entity.js';

const posting = {
  postingId: 'P1' as LedgerPostingId,
  voucherId: 'V1' as LedgerVoucherId,
  bookedOn: localDate('2026-03-02'),
  change: money(-100_000n, 'EUR'),
};
const facts = (more: Partial<WriteBackPlanFacts> = {}): WriteBackPlanFacts => ({
  id: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10' as WriteBackId,
  settlement: {
    kind: 'payment',
    receivedOn: localDate('2026-03-02'),
    principalMinor: 100_000n,
    principalInBooksMinor: 1_164_000n,
  },
  claim: {
    ledgerItemId: '2147600101' as LedgerItemId,
    ledgerDebtorId: '84217311' as LedgerDebtorId,
    invoiceNumber: '10042',
    invoicedOn: localDate('2026-01-10'),
    currency: 'EUR',
  },
  connection: { target: { paymentTypeId: '33290002' }, mode: 'automatic' },
  booksCurrency: 'NOK',
  caseReference: 'K-12345678903',
  beside: {
    principalMinor: 100_000n,
    interestMinor: 0n,
    ownFeesMinor: 0n,
    interestTo: 'creditor',
    ownFeesTo: 'creditor',
    currency: 'EUR',
    booksCurrency: 'NOK',
    ledgerBooksLines: true,
    accounts: {},
  },
  ...more,
});

describe('planWriteBack', () => {
  it('books the principal, in the invoice’s currency and in the books’, on the day it was received', () => {
    const { state, instruction } = planWriteBack(facts());
    expect(state).toBe('planned');
    expect(instruction).toEqual({
      key: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10',
      kind: 'payment',
      ledgerItemId: '2147600101',
      ledgerDebtorId: '84217311',
      invoiceNumber: '10042',
      invoicedOn: '2026-01-10',
      amount: money(100_000n, 'EUR'),
      amountInBooks: money(1_164_000n, 'NOK'),
      bookOn: '2026-03-02',
      text: 'Inkasso K-12345678903, faktura 10042',
      target: { paymentTypeId: '33290002' },
    });
    expect(instructionFromJson(JSON.parse(JSON.stringify(instructionToJson(instruction))))).toEqual(
      instruction,
    );
  });

  it('never books before the invoice', () => {
    const early = { ...facts().settlement, receivedOn: localDate('2026-01-02') };
    expect(planWriteBack(facts({ settlement: early })).instruction.bookOn).toBe('2026-01-10');
  });

  it('proposes where a person approves, and refuses where nobody chose a target', () => {
    expect(planWriteBack(facts({ connection: { target: {}, mode: 'approve' } })).state).toBe('proposed');
    expect(planWriteBack(facts({ connection: { target: null, mode: 'approve' } }))).toMatchObject({
      state: 'refused',
      refusalCode: 'target-missing',
      remedy: expect.stringContaining('Choose'),
    });
  });

  it('books nothing where nothing reduces the invoice', () => {
    const settlement = { ...facts().settlement, principalMinor: 0n, principalInBooksMinor: 0n };
    expect(planWriteBack(facts({ settlement, connection: { target: null, mode: 'automatic' } })).state).toBe(
      'not-needed',
    );
  });

  it.each<[WriteBackState, boolean, string, boolean]>([
    ['proposed', false, 'not-needed', true],
    ['planned', false, 'not-needed', true],
    ['refused', false, 'not-needed', true],
    ['cancelled', false, 'not-needed', false],
    ['not-needed', false, 'not-needed', false],
    ['reversed', true, 'not-needed', false],
    ['sending', false, 'wait', false],
    ['being-confirmed', false, 'wait', false],
    ['needs-matching', false, 'wait', false],
    ['needs-matching', true, 'post', false],
    ['booked', true, 'post', false],
    ['verified', true, 'post', false],
  ])(
    'a reversal of a payment that is %s (posting: %s): %s, cancels the payment’s: %s',
    (state, booked, go, cancels) => {
      const way = reversalWay({ state, posting: booked ? posting : null });
      expect(way).toMatchObject({ go });
      expect('cancelsOriginal' in way && way.cancelsOriginal).toBe(cancels);
      const settlement = { ...facts().settlement, kind: 'reversal' as const };
      const plan = planWriteBack(
        facts({ settlement, original: { state, posting: booked ? posting : null, byHand: [] } }),
      );
      expect(plan.state).toBe(go === 'not-needed' ? 'not-needed' : 'planned');
      expect(plan.cancelsOriginal).toBe(cancels);
    },
  );
});
