import { describe, expect, it } from '@jest/globals';
import type { LetterFacts } from './letter-facts.js';
import { guardianCopy, isKnownToFail, letterRecipient } from './letter-recipient.js';

const DEBTOR = { lines: ['Eksempelveien 1'], postalCode: '0000', city: 'Eksempelvik' };
const GUARDIAN = { lines: ['Vergeveien 2'], postalCode: '0000', city: 'Eksempelvik' };

const facts = (more: Partial<LetterFacts> = {}): LetterFacts =>
  ({
    debtorName: 'Prøve Testesen',
    address: DEBTOR,
    guardian: {
      name: 'Verge Testesen',
      email: 'verge@guardian.example',
      address: GUARDIAN,
      since: '2026-01-01',
    },
    standIns: {},
    circumstances: {},
    contactPoints: [
      { id: 'e', channel: 'email', value: 'prove@debtor.example', consent: 'given', failed: false },
      { id: 's', channel: 'sms', value: '+4700001234', consent: 'given', failed: false },
    ],
    ...more,
  }) as unknown as LetterFacts;
const guarded = (scope: 'both' | 'guardian-only' | 'not-concerned', more: Partial<LetterFacts> = {}) =>
  facts({ circumstances: { guardian: { scope, reachable: true } }, ...more });

describe('letterRecipient', () => {
  it('sends e-mail and letter to the guardian in the debtor’s place, and an sms to nobody', () => {
    const only = guarded('guardian-only');
    expect(letterRecipient(only, 'email', 'e').value).toBe('verge@guardian.example');
    expect(letterRecipient(only, 'sms', 's').value).toBe('');
    expect(letterRecipient(only, 'letter', undefined).addressLines).toEqual([
      'Vergeveien 2',
      '0000 Eksempelvik',
    ]);
    expect(guardianCopy(only, { channel: 'email' })).toBeUndefined();
  });

  it.each(['email', 'sms', 'letter'] as const)(
    'uses no %s of the debtor while the guardian’s is unknown',
    (channel) => {
      const to = letterRecipient(guarded('guardian-only', { guardian: null }), channel, undefined);
      expect([to.value ?? '', to.addressLines ?? []]).toEqual(['', []]);
    },
  );

  it('writes to both where both are to have it', () => {
    const both = guarded('both');
    expect(letterRecipient(both, 'sms', 's').value).toBe('+4700001234');
    expect(guardianCopy(both, { channel: 'email' })).toMatchObject({
      channel: 'email',
      recipient: { name: 'Verge Testesen', value: 'verge@guardian.example' },
      state: 'planned',
    });
    expect(guardianCopy(both, { channel: 'sms' })).toMatchObject({ channel: 'letter', state: 'by-hand' });
  });

  it('writes to the debtor alone where the guardian is not concerned', () => {
    expect(letterRecipient(guarded('not-concerned'), 'email', 'e').value).toBe('prove@debtor.example');
    expect(guardianCopy(guarded('not-concerned'), { channel: 'email' })).toBeUndefined();
  });

  it('mails no debtor who has named an agent, and nobody’s estate', () => {
    const agent = facts({ circumstances: { representative: { reachable: true } } });
    const estate = facts({
      circumstances: { deceased: { diedOn: '2026-01-01' as never, estateReachable: true } },
    });
    for (const one of [agent, estate]) expect(letterRecipient(one, 'email', 'e').value).toBe('');
  });

  it.each([
    ['representative', { representative: { reachable: true } }],
    ['estate', { deceased: { diedOn: '2026-01-01' as never, estateReachable: true } }],
  ] as const)('writes to the %s that somebody named', (who, circumstances) => {
    const standIn = {
      name: 'Advokat Testesen',
      email: 'bo@agent.example',
      address: GUARDIAN,
      since: '2026-01-01' as never,
    };
    const one = facts({ circumstances, standIns: { [who]: standIn }, addressFailed: true });
    expect(letterRecipient(one, 'email', 'e')).toEqual({
      name: 'Advokat Testesen',
      value: 'bo@agent.example',
    });
    expect(letterRecipient(one, 'letter', undefined)).toEqual({
      name: 'Advokat Testesen',
      addressLines: ['Vergeveien 2', '0000 Eksempelvik'],
    });
    expect(letterRecipient(one, 'sms', 's').value).toBe('');
    // Post that came back came from the debtor's address, not from theirs.
    expect(isKnownToFail(one)).toBe(false);
    expect(isKnownToFail({ ...one, standIns: {} })).toBe(true);
  });
});
