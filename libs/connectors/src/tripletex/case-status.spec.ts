import { afterEach, describe, expect, it } from '@jest/globals';
import type { LedgerVoucherId } from '@app/domain';
import type { CaseStatusReport } from '../contract/index.js';
import { Office } from './testing/office.js';

describe('the channel for debt collectors', () => {
  let office: Office;
  afterEach(() => office.simulator.stop());

  const report = async (status: CaseStatusReport['status']): Promise<CaseStatusReport> => {
    const id = office.addInvoice();
    const { found } = await office.session().readItems([id]);
    return { ledgerItemId: id, voucherId: found[0]?.voucherId as LedgerVoucherId, status, reference: 'KH-1' };
  };
  const posts = (): number =>
    office.operations().filter((operation) => operation === 'POST /voucherStatus').length;

  it('is not available where Tripletex has not registered us', async () => {
    office = await Office.open();
    expect(await office.session().caseStatus?.available()).toBe(false);
  });

  it('reports once, and again only what is new', async () => {
    office = await Office.open({ isDebtCollector: true });
    const channel = office.session().caseStatus;
    expect(await channel?.available()).toBe(true);
    const first = await report('in-collection');
    await channel?.report(first);
    await channel?.report(first);
    expect(posts()).toBe(1);
    await channel?.report({ ...first, status: 'settled' });
    await channel?.report({ ...first, status: 'settled' });
    expect(posts()).toBe(2);
  });

  it('lands once though the answer was lost', async () => {
    office = await Office.open({ isDebtCollector: true });
    const channel = office.session().caseStatus;
    const first = await report('withdrawn');
    office.simulator.faults.install({ operation: 'POST /voucherStatus', kind: 'answer-lost' });
    await expect(channel?.report(first)).rejects.toMatchObject({ kind: 'retryable' });
    await channel?.report(first);
    expect(posts()).toBe(1);
  });
});
