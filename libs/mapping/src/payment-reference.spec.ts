import type { Country } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { checkPaymentReference, type PaymentReference } from './payment-reference.js';

describe('a payment reference', () => {
  it.each<[string | undefined, Country, PaymentReference]>([
    [undefined, 'NO', { kind: 'none' }],
    ['', 'NO', { kind: 'none' }],
    [' \u00a0\t', 'SE', { kind: 'none' }],
    ['79927398713', 'NO', { kind: 'kid', text: '79927398713' }],
    [' 799 2739 8713 ', 'NO', { kind: 'kid', text: '79927398713' }],
    ['974760673', 'NO', { kind: 'kid', text: '974760673' }],
    ['6-', 'NO', { kind: 'kid', text: '6-' }],
    ['79927398710', 'NO', { kind: 'invalid', text: '79927398710' }],
    ['Faktura 12', 'NO', { kind: 'invalid', text: 'Faktura12' }],
    ['79927398713', 'SE', { kind: 'ocr', text: '79927398713' }],
    // The other check digit of a KID means nothing to a Swedish bank.
    ['974760673', 'SE', { kind: 'invalid', text: '974760673' }],
    ['6-', 'SE', { kind: 'invalid', text: '6-' }],
  ])('%j in %s', (text, country, reference) => {
    expect(checkPaymentReference(text, country)).toEqual(reference);
  });
});
