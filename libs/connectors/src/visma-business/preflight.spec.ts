import { afterEach, describe, expect, it } from '@jest/globals';
import type { WriteBackTarget } from '../contract/index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

async function codes(target?: WriteBackTarget): Promise<readonly string[]> {
  const findings = await office.session().preflight(target);
  return findings.map(({ code, severity }) => `${severity} ${code}`);
}

describe('the preflight', () => {
  it('has nothing to say of a company that is ready', async () => {
    office = await Office.open();
    expect(await codes()).toEqual([]);
    expect(await codes({ accountNo: 1579, voucherSeriesNo: 9 })).toEqual([]);
  });

  it('has nothing to say of a Swedish one', async () => {
    office = await Office.open({}, { currency: 'SEK', organizationNumber: '5555555555' });
    expect(await codes()).toEqual([]);
    const [proposed] = (await office.writeBack().targets()).filter((option) => option.proposed);
    expect(proposed).toMatchObject({ target: { accountNo: 1689, voucherSeriesNo: 9 } });
    expect(await office.session().identify()).toMatchObject({ country: 'SE', currency: 'SEK' });
  });

  it.each([
    [0, 'blocks-pull no-open-entries'],
    [1, 'blocks-write-back matching-method'],
    [2, 'blocks-write-back matching-method'],
    [3, 'blocks-write-back matching-method'],
    [5, 'blocks-pull no-open-entries'],
  ] as const)('tells what matching method %i means, with a remedy', async (matchingMethod, expected) => {
    office = await Office.open({}, { matchingMethod });
    expect(await codes()).toEqual([expected]);
  });

  it('says when the matching method cannot be read', async () => {
    office = await Office.open({
      unverified: { missingColumns: ['CompanyInformation.matchingMethodForCustomer'] },
    });
    expect(await codes()).toEqual(['notice matching-method-unknown']);
  });

  it('says when vouchers can bear no reference', async () => {
    office = await Office.open({ unverified: { missingColumns: ['Voucher_Input.crossReference'] } });
    expect(await codes()).toEqual(['blocks-write-back column-missing']);
  });

  it('tells a target that is gone, used up or a bank account', async () => {
    office = await Office.open();
    const { bookkeeper } = office.simulator;
    expect(await codes({ accountNo: 1920, voucherSeriesNo: 9 })).toEqual([
      'blocks-write-back target-is-bank-account',
    ]);
    expect(await codes({ accountNo: 1571, voucherSeriesNo: 9 })).toEqual([
      'blocks-write-back target-missing',
    ]);
    expect(await codes({ accountNo: 1579, voucherSeriesNo: 77 })).toEqual([
      'blocks-write-back target-missing',
    ]);
    expect(await codes({ something: 'else' })).toEqual(['blocks-write-back target-missing']);
    bookkeeper.endSeries(office.companyId, 9);
    expect(await codes({ accountNo: 1579, voucherSeriesNo: 9 })).toEqual([
      'blocks-write-back voucher-series-used-up',
    ]);
    expect(await codes()).toEqual(['notice voucher-series-shared']);
  });

  it('mentions a batch of ours that nobody posted', async () => {
    office = await Office.open();
    const instruction = await office.instruction(office.addInvoice());
    const writeBack = office.writeBack();
    office.simulator.faults.install({ operation: 'mutation batch_create', kind: 'answer-lost' });
    await expect(writeBack.post(instruction, await writeBack.prepare(instruction))).rejects.toThrow();
    expect(await codes()).toEqual(['notice batches-left']);
  });

  it('cannot look into a company that is closed to us', async () => {
    office = await Office.open();
    const { clientId } = office.simulator.credentials.service;
    office.simulator.bookkeeper.setAccess(office.companyId, null, clientId);
    await expect(office.session().identify()).rejects.toMatchObject({ reason: 'company-unreachable' });
    expect(await codes()).toContain('blocks-pull customer-ledger-hidden');
  });
});
