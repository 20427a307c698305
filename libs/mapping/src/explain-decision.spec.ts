import { type Language, localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { type ClaimDecision, DECISION_RULES, type DecisionRule, decideClaim } from './claim-decision.js';
import { explainDecision } from './explain-decision.js';
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

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a decision in words', () => {
  it.each(cases)('%s in %s leaves no gap', (rule, language) => {
    const decision: ClaimDecision = { outcome: 'review', rule, inputs: INPUTS[rule] ?? {}, policyVersion: 1 };
    for (const changesOn of [undefined, localDate('2026-04-01')]) {
      const text = explainDecision({ ...decision, ...(changesOn && { changesOn }) }, language, 'NOK');
      expect(text).not.toMatch(/[{}]|undefined/);
      expect(text).toMatch(/^[A-ZÅÄÖØ].*\.$/);
      expect(/1\.?\u00a0april\u00a02026/i.test(text)).toBe(changesOn !== undefined);
      expect(text).not.toMatch(/\d{4}-\d\d-\d\d/);
    }
  });

  it('says amounts in kroner and in which currency', () => {
    const decision: ClaimDecision = {
      outcome: 'excluded',
      rule: 'below-minimum',
      inputs: INPUTS['below-minimum'] ?? {},
      policyVersion: 1,
    };
    expect(plain(explainDecision(decision, 'en', 'SEK'))).toBe(
      'The remaining SEK 99.05 is below the minimum of SEK 100.00.',
    );
    expect(plain(explainDecision(decision, 'nb', 'NOK'))).toBe(
      'Gjenstående 99,05 kr er under minstebeløpet 100,00 kr.',
    );
  });

  it('says what was decided and when it changes', () => {
    const decision = decideClaim(anItem(), aPolicy(), localDate('2026-03-05'));
    expect(plain(explainDecision(decision, 'en', 'NOK'))).toBe(
      'Due on 2 March 2026; the creditor waits for 14 days. The answer changes on 17 March 2026.',
    );
  });

  it('takes an input as text, whatever stands in it', () => {
    const decision: ClaimDecision = {
      outcome: 'excluded',
      rule: 'excluded-customer',
      inputs: { customerNumber: '$& {dueOn}', dueOn: 'never' },
      policyVersion: 1,
    };
    expect(plain(explainDecision(decision, 'en', 'NOK'))).toBe(
      "Customer $& {dueOn} is excluded by the creditor's rules.",
    );
  });
});
