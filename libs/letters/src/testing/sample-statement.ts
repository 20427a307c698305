import type { Language } from '@app/collection';
import { localDate } from '@app/domain';
import type { StatementAmounts, StatementData, StatementRow } from '../statement/statement-data.js';

const NOTHING: StatementAmounts = {
  principalMinor: 0n,
  interestMinor: 0n,
  feesMinor: 0n,
  surplusMinor: 0n,
  collectorsFeeMinor: 0n,
  keptForDebtorMinor: 0n,
  advancedMinor: 0n,
  toCreditorMinor: 0n,
};

/** Payments, one of them too much, one taken back after it had been paid out, and a payout that came back. */
export function sampleStatement(language: Language): StatementData {
  const country = language === 'sv' ? 'SE' : 'NO';
  const row = (
    invoiceNumber: string,
    what: StatementRow['what'],
    part: Partial<StatementAmounts>,
  ): StatementRow => {
    const amounts = { ...NOTHING, ...part };
    const received =
      amounts.principalMinor + amounts.interestMinor + amounts.feesMinor + amounts.surplusMinor;
    const kept = amounts.collectorsFeeMinor + amounts.keptForDebtorMinor;
    return {
      ...amounts,
      toCreditorMinor: part.toCreditorMinor ?? received - kept + amounts.advancedMinor,
      what,
      on: localDate('2026-03-02'),
      claim: '0195c0de-0000-7000-8000-000000000001',
      invoiceNumber,
      reference: invoiceNumber === '' ? '' : `0004711${invoiceNumber}2`,
    };
  };
  const rows = [
    row('10042', 'payment', {
      principalMinor: 12_500_00n,
      interestMinor: 131_25n,
      feesMinor: 750_00n,
      collectorsFeeMinor: 700_00n,
    }),
    row('10043', 'payment', { principalMinor: 1_200_50n, surplusMinor: 99_50n, keptForDebtorMinor: 99_50n }),
    row('10031', 'reversal', {
      principalMinor: -2_000_00n,
      feesMinor: -350_00n,
      collectorsFeeMinor: -350_00n,
      advancedMinor: 2_000_00n,
    }),
    row('', 'came-back', { toCreditorMinor: 4_000_00n }),
  ];
  const sum = (name: keyof StatementAmounts): bigint => rows.reduce((total, one) => total + one[name], 0n);
  const totals = Object.fromEntries(
    (Object.keys(NOTHING) as (keyof StatementAmounts)[]).map((name) => [name, sum(name)]),
  ) as unknown as StatementAmounts;
  return {
    language,
    country,
    currency: country === 'SE' ? 'SEK' : 'NOK',
    collector: 'Kravhub Inkasso AS',
    creditor: { name: 'Fjord & Sønn Båtutstyr AS', organisationNumber: '310000018' },
    number: 7,
    remittedOn: localDate('2026-03-09'),
    cutOffOn: localDate('2026-03-08'),
    paidTo: 'Fjord & Sønn Båtutstyr AS, NO93 8601 1117 947',
    rows,
    totals,
    withheldMinor: 2_000_00n,
    paidMinor: totals.toCreditorMinor - 2_000_00n,
  };
}
