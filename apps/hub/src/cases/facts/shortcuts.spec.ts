import { addDays, localDate } from '@app/domain';
import { DEFAULT_LAW_SETTINGS, type LimitationEvent, norwegianLimitation, STEP_KINDS } from '@app/collection';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BalanceCounter, interestStatement } from './case-balance.js';
import { limitationOf } from './case-limitation.js';
import type { CaseRecord, RecordMovement, RecordStep } from './case-record.js';

const CLAIM = 'claim' as CaseRecord['claims'][number]['id'];
const anyDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays(localDate('2024-01-01'), days));
const minor = fc.bigInt({ min: 1n, max: 90_000_000n });

const movement = fc
  .record({
    on: anyDay,
    kind: fc.constantFrom<RecordMovement['kind']>('payment', 'direct-payment', 'credit-note', 'write-off'),
    part: fc.constantFrom<RecordMovement['part']>('principal', 'interest', 'costs'),
    minor: minor.map(String),
    claimId: fc.constantFrom(CLAIM, 'other' as typeof CLAIM, null),
  })
  .map((found): RecordMovement => found);

const step = fc
  .record({ on: anyDay, kind: fc.constantFrom(...STEP_KINDS), undelivered: fc.boolean() })
  .map((sent): RecordStep => ({
    ...sent,
    id: 'step' as RecordStep['id'],
    deadlineOn: null,
    channel: 'letter',
    claimIds: [CLAIM],
    byCreditor: false,
    confirmed: true,
    announces: false,
  }));

const anyRecord = fc
  .record({
    dueOn: anyDay,
    principal: minor,
    movements: fc.oneof(fc.constant([]), fc.array(movement, { maxLength: 4 })),
    steps: fc.array(step, { maxLength: 3 }),
  })
  .map(({ dueOn, principal, movements, steps }): CaseRecord => ({
    id: 'case' as CaseRecord['id'],
    reference: 'K-1',
    currency: 'NOK',
    state: 'open',
    revision: 1,
    decidedRevision: 0,
    assessedOn: null,
    openedOn: dueOn,
    decisionDigest: null,
    overpaidMinor: 0n,
    debtor: {
      id: 'debtor' as CaseRecord['debtor']['id'],
      name: 'Prøve Testesen',
      standing: 'consumer',
      language: 'nb',
      contactPoints: [],
      circumstances: {},
      hasAddress: true,
      addressFailed: false,
      category: null,
      history: 'new',
      workedBefore: null,
    },
    claims: [
      {
        id: CLAIM,
        invoicedOn: dueOn,
        dueOn,
        principal: `${principal}`,
        reducedBefore: '0',
        outstanding: `${principal}`,
        state: 'open',
        hold: null,
        apart: null,
      },
    ],
    movements,
    charges: [],
    steps: [...steps].sort((a, b) => (a.on < b.on ? -1 : 1)),
    planned: null,
    objections: [],
    pauses: [],
    deferrals: [],
    approvals: [],
    contacts: [],
    plan: null,
    interestFree: [],
  }));

describe('what the pass counts at once', () => {
  it.each(['NO', 'SE'] as const)(
    'is in %s the interest that the statement counts line by line',
    (country) => {
      const counter = new BalanceCounter(country);
      fc.assert(
        fc.property(anyRecord, anyDay, (record, asOf) => {
          const [claim] = record.claims;
          const counted = interestStatement(record, claim!, asOf, country).amount.minor;
          const paid = record.movements
            .filter(({ claimId, part }) => claimId === CLAIM && part === 'interest')
            .reduce((sum, { minor: of }) => sum + BigInt(of), 0n);
          const left = counted - paid;
          expect(counter.balance(record, asOf).total.interest).toBe(left > 0n ? left : 0n);
          expect(counter.balance(record, asOf).total).toEqual(counter.balance(record, asOf).claims[0]?.owed);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('is the day on which a Norwegian claim lapses, though letters are left out', () => {
    fc.assert(
      fc.property(anyRecord, anyDay, (record, asOf) => {
        const [claim] = record.claims;
        const letters = record.steps
          .filter(({ undelivered }) => !undelivered)
          .map(({ on }): LimitationEvent => ({ kind: 'letter', on }));
        const money = record.movements.flatMap(({ claimId, part, kind, on }): LimitationEvent[] => {
          if (claimId !== CLAIM || (kind !== 'payment' && kind !== 'direct-payment')) return [];
          if (part === 'interest') return [{ kind: 'interest-paid', on }];
          return part === 'principal' ? [{ kind: 'principal-part-paid', on }] : [];
        });
        const plain = norwegianLimitation(
          { demandableOn: claim!.dueOn, basis: 'ordinary', events: [...money, ...letters], asOf },
          DEFAULT_LAW_SETTINGS.NO.limitation,
        );
        const found = limitationOf(record, CLAIM, 'NO', asOf);
        expect([found.state, found.lastDayOn, found.lapsesOn, found.warnOn]).toEqual([
          plain.state,
          plain.lastDayOn,
          plain.lapsesOn,
          plain.warnOn,
        ]);
      }),
      { numRuns: 300 },
    );
  });
});
