import { describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { ProblemError } from '../api/problem-error.js';
import { contentOf, settlementRequest } from './settlement-request.js';
import type { NewSettlementDto } from './settlement.dto.js';

const today = localDate('2026-03-02');
const dto = (more: Partial<NewSettlementDto> = {}): NewSettlementDto => ({
  claimId: '019AA3C0-7d1e-7c3a-8f00-2b7e5d1c9a10',
  pipelineReference: 'r1',
  kind: 'payment',
  receivedOn: '2026-03-02',
  currency: 'NOK',
  amount: '1250.00',
  ...more,
});
const problemOf = (sent: NewSettlementDto): ProblemError['problem'] | undefined => {
  try {
    settlementRequest(sent, today);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return undefined;
};
const without = (sent: NewSettlementDto, name: keyof NewSettlementDto): NewSettlementDto => {
  const { [name]: _, ...rest } = sent;
  return rest as NewSettlementDto;
};

describe('settlementRequest', () => {
  it.each<[string, NewSettlementDto, string]>([
    ['nothing received', without(dto(), 'amount'), 'amount'],
    ['a sum and its parts', dto({ principal: '1.00' }), 'amount'],
    ['zero', dto({ amount: '0.00' }), 'amount'],
    ['parts of zero', { ...without(dto(), 'amount'), principal: '0', interest: '0' }, 'principal'],
    [
      'own fees beyond the fees',
      { ...without(dto(), 'amount'), principal: '1.00', fees: '70.00', ownFees: '70.01' },
      'ownFees',
    ],
    ['more decimals than øre', dto({ amount: '1.005' }), 'amount'],
    ['an unknown currency', dto({ currency: 'XXX' }), 'currency'],
    ['tomorrow', dto({ receivedOn: '2026-03-03' }), 'receivedOn'],
    ['no day of the calendar', dto({ receivedOn: '2026-02-30' }), 'receivedOn'],
    ['a payment that reverses', dto({ reverses: 'r0' }), 'reverses'],
    ['a reversal of nothing', dto({ kind: 'reversal' }), 'reverses'],
  ])('refuses %s by the field’s name, with a remedy', (_name, sent, field) => {
    const problem = problemOf(sent);
    expect(problem).toMatchObject({ status: 422, fields: [{ field }] });
    expect(problem?.remedy).toBeTruthy();
  });

  it('tells the creditor’s own fees apart, and keeps the content of those who send none', () => {
    const sent = { ...without(dto(), 'amount'), principal: '100.00', fees: '105.00' };
    const { received } = settlementRequest({ ...sent, ownFees: '35.00' }, today);
    expect(received).toMatchObject({ feesMinor: 10_500n, ownFeesMinor: 3_500n });
    const none = contentOf(settlementRequest(sent, today));
    expect(none['received']).toEqual({ principal: '10000', interest: '0', fees: '10500' });
    expect(contentOf(settlementRequest({ ...sent, ownFees: '0' }, today))).toEqual(none);
  });

  it('gives the same content for the same money, however it is written', () => {
    const one = contentOf(settlementRequest(dto({ amount: '1250.00', principalInBooks: '1250.50' }), today));
    const other = contentOf(settlementRequest(dto({ amount: '1250', principalInBooks: '1250.5' }), today));
    expect(one).toEqual(other);
    expect(contentOf(settlementRequest(dto({ amount: '1250.01' }), today))).not.toEqual(one);
  });
});
