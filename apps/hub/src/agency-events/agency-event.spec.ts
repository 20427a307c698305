import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventIdOf, readAgencyEvent, UnreadableEventError } from './agency-event.js';

const HEAD = {
  id: 'evt_1',
  creditorId: '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10',
  claimId: '019AA3C0-7D1E-7C3A-8F00-2B7E5D1C9A11',
  sequence: 3,
  occurredAt: '2026-03-02T10:00:00+01:00',
};
const PAYMENT = {
  reference: 'pay-1',
  kind: 'payment',
  receivedOn: '2026-03-02',
  currency: 'NOK',
  principalMinor: '100000',
  feesMinor: '0',
};
const event = (type: string, data: object, more: object = {}) => ({ ...HEAD, type, data, ...more });

describe('readAgencyEvent', () => {
  it('reads who it is about, in our way of writing', () => {
    expect(readAgencyEvent(event('claim.status', { status: 'demand-sent' }))).toEqual({
      id: 'evt_1',
      creditorId: HEAD.creditorId,
      claimId: HEAD.claimId.toLowerCase(),
      sequence: 3,
      occurredAt: '2026-03-02T09:00:00.000Z',
      news: { kind: 'status', status: 'demand-sent', text: undefined },
    });
  });

  it('reads money as digits, and nothing else', () => {
    expect(readAgencyEvent(event('claim.settlement', PAYMENT)).news).toMatchObject({
      kind: 'settlement',
      settlementKind: 'payment',
      principalMinor: '100000',
      interestMinor: undefined,
    });
    for (const principalMinor of [1000, 1000.5, '1000.50', '-1', '1e5', '', ' 1'])
      expect(() => readAgencyEvent(event('claim.settlement', { ...PAYMENT, principalMinor }))).toThrow(
        /"principalMinor" is not a whole number/,
      );
  });

  it('puts what people will read into one line', () => {
    const { news } = readAgencyEvent(event('claim.rejected', { reason: ' Not\n\tours.\u202e ' }));
    expect(news).toEqual({ kind: 'rejected', reason: 'Not ours.' });
  });

  it.each([
    ['nothing', null, '"id"|not an object'],
    ['no type', event('claim.danced', {}), '"type" is none'],
    ['no data', event('claim.status', []), '"data" is not an object'],
    ['a claim that is no id', event('claim.status', { status: 'x' }, { claimId: '7' }), '"claimId"'],
    ['a number that is none', event('claim.status', { status: 'x' }, { sequence: 0 }), '"sequence"'],
    ['a number as text', event('claim.status', { status: 'x' }, { sequence: '1' }), '"sequence"'],
    ['a time that is none', event('claim.status', { status: 'x' }, { occurredAt: 'today' }), '"occurredAt"'],
    ['a status of many words', event('claim.status', { status: 'Sent it!' }), '"status"'],
    ['an unknown end', event('claim.closed', { outcome: 'eaten' }), '"outcome" is none of'],
    ['a rejection without a reason', event('claim.rejected', { reason: ' ' }), '"reason"'],
    [
      'a payment without a reference',
      event('claim.settlement', { ...PAYMENT, reference: '' }),
      '"reference"',
    ],
  ])('says of %s what is wrong', (_, json, message) => {
    expect(() => readAgencyEvent(json)).toThrow(UnreadableEventError);
    expect(() => readAgencyEvent(json)).toThrow(new RegExp(message));
  });

  it('answers whatever comes with an event or with what is wrong, and with nothing else', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('claim.status', 'claim.settlement', 'claim.closed'),
        (data, type) => {
          for (const json of [data, event(type, data as object)]) {
            try {
              expect(readAgencyEvent(json).id).toBe('evt_1');
            } catch (error) {
              expect(error).toBeInstanceOf(UnreadableEventError);
            }
          }
        },
      ),
    );
  });

  it('finds the id of what cannot be read besides', () => {
    expect(eventIdOf({ id: 'evt_9', type: 7 })).toBe('evt_9');
    for (const json of [null, [], 'evt', { id: 7 }, { id: 'a b' }, {}])
      expect(eventIdOf(json)).toBeUndefined();
  });
});
