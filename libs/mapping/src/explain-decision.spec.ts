import { localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { type ClaimDecision, DECISION_RULES, type DecisionRule, decideClaim } from './claim-decision.js';
import { explainDecision, type Language } from './explain-decision.js';
import { anItem, aPolicy } from './testing/items.js';

const LANGUAGES: readonly Language[] = ['nb', 'sv', 'en'];

/** What `decideClaim` gives each rule to say; rules not named say nothing of the kind. */
const INPUTS: Partial<Record<DecisionRule, ClaimDecision['inputs']>> = {
  overdue: {
    dueOn: '2026-03-02',
    graceDays: 14,
    collectableFrom: '2026-03-17',
    daysLate: 20,
    outstandingMinor: '100',
  },
  'not-due': { dueOn: '2026-03-02', graceDays: 14 },
  'grace-period': { dueOn: '2026-03-02', graceDays: 14 },
  postponed: { until: '2026-03-20' },
  'before-start-date': { invoicedOn: '2025-12-01', startOn: '2026-01-01' },
  'excluded-customer': { customerNumber: '666' },
  'excluded-customer-group': { customerGroup: 'Borettslag' },
  'below-minimum': { outstandingMinor: '9905', minimumMinor: '10000' },
};

const cases = DECISION_RULES.flatMap((rule) => LANGUAGES.map((language) => [rule, language] as const));

describe('a decision in words', () => {
  it.each(cases)('%s in %s leaves no gap', (rule, language) => {
    const decision: ClaimDecision = { outcome: 'review', rule, inputs: INPUTS[rule] ?? {}, policyVersion: 1 };
    for (const changesOn of [undefined, localDate('2026-04-01')]) {
      const text = explainDecision({ ...decision, ...(changesOn && { changesOn }) }, language, 'NOK');
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(text).toMatch(/^[A-ZÅÄÖØ].*\.$/);
      expect(text.includes('2026-04-01')).toBe(changesOn !== undefined);
    }
  });

  it('says amounts in kroner and in which currency', () => {
    const decision: ClaimDecision = {
      outcome: 'excluded',
      rule: 'below-minimum',
      inputs: INPUTS['below-minimum'] ?? {},
      policyVersion: 1,
    };
    expect(explainDecision(decision, 'en', 'SEK')).toBe(
      'The remaining 99.05 SEK is below the minimum of 100.00 SEK.',
    );
    expect(explainDecision(decision, 'nb', 'NOK')).toBe(
      'Gjenstående 99.05 NOK er under minstebeløpet 100.00 NOK.',
    );
  });

  it('says what was decided and when it changes', () => {
    const decision = decideClaim(anItem(), aPolicy(), localDate('2026-03-05'));
    expect(explainDecision(decision, 'en', 'NOK')).toBe(
      'Due on 2026-03-02; the creditor waits for 14 days. The answer changes on 2026-03-17.',
    );
  });

  it('takes an input as text, whatever stands in it', () => {
    const decision: ClaimDecision = {
      outcome: 'excluded',
      rule: 'excluded-customer',
      inputs: { customerNumber: '$& {dueOn}', dueOn: 'never' },
      policyVersion: 1,
    };
    expect(explainDecision(decision, 'en', 'NOK')).toBe(
      "Customer $& {dueOn} is excluded by the creditor's rules.",
    );
  });
});
