import { describe, expect, it } from '@jest/globals';
import { localDate, money } from '@app/domain';
import { type PaymentForQr, paymentQr } from './payment-qr.js';

const PAYMENT: PaymentForQr = {
  country: 'SE',
  kind: 'bankgiro',
  account: '5050-1055',
  payee: 'Exempelinkasso AB',
  payeeOrganisationNumber: '556000-0000',
  reference: '102343',
  amount: money(1_250_05n, 'SEK'),
  dueOn: localDate('2026-03-31'),
};

describe('paymentQr', () => {
  it('says what a Swedish bank’s application reads, in the order of the format', () => {
    expect(paymentQr(PAYMENT)).toBe(
      '{"uqr":1,"tp":1,"nme":"Exempelinkasso AB","cid":"556000-0000","iref":"102343","ddt":"20260331","due":1250.05,"pt":"BG","acc":"5050-1055"}',
    );
  });

  it('keeps every digit of a large amount', () => {
    const text = paymentQr({ ...PAYMENT, amount: money(90_071_992_547_409_931n, 'SEK') });
    expect(text).toContain('"due":900719925474099.31,');
  });

  it('stays JSON whatever the payee is called, and leaves out what nobody knows', () => {
    const { payeeOrganisationNumber: _, ...rest } = PAYMENT;
    const text = paymentQr({ ...rest, payee: 'Å "Ö" \\ AB', dueOn: null });
    expect(JSON.parse(text ?? '')).toMatchObject({ nme: 'Å "Ö" \\ AB', pt: 'BG' });
    expect(text).not.toMatch(/"cid"|"ddt"/);
  });

  it.each([
    ['Norway has none', { country: 'NO' as const, kind: 'bank-account' as const }],
    ['not for a bank account', { kind: 'bank-account' as const }],
    ['not for another currency', { amount: money(100n, 'EUR') }],
    ['not for nothing', { amount: money(0n, 'SEK') }],
  ])('%s', (_name, more) => {
    expect(paymentQr({ ...PAYMENT, ...more })).toBeNull();
  });
});
