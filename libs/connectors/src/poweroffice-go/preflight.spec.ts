import { afterEach, describe, expect, it } from '@jest/globals';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const ALL = [
  'OutgoingInvoice_Full',
  'CustomerLedger',
  'Customer',
  'AccountTransaction',
  'GeneralLedgerAccount',
  'CommonServices',
  'VoucherDocumentation',
  'BankVoucher_Full',
  'ReverseVoucher_Full',
];

async function codes(target?: {
  readonly accountId: string;
  readonly accountNo: number;
}): Promise<readonly string[]> {
  const findings = await office.grant().openCompany(office.key).preflight(target);
  return findings.map(({ code, severity }) => `${severity} ${code}`);
}

describe('the preflight', () => {
  it('has nothing to say of a company that is ready, also without the privilege for bank accounts', async () => {
    office = await Office.open();
    office.simulator.bookkeeper.setPrivileges(ALL);
    expect(await codes()).toEqual([]);
  });

  it.each([
    ['OutgoingInvoice_Full', 'blocks-pull privilege-missing-outgoing-invoice'],
    ['CustomerLedger', 'blocks-pull privilege-missing-customer-ledger'],
    ['BankVoucher_Full', 'blocks-write-back privilege-missing-bank-voucher'],
    ['GeneralLedgerAccount', 'blocks-write-back privilege-missing-general-ledger-account'],
    ['CommonServices', 'blocks-write-back privilege-missing-common-services'],
    ['VoucherDocumentation', 'notice privilege-missing-voucher-documentation'],
  ])('names the privilege %s and what follows', async (privilege, expected) => {
    office = await Office.open();
    office.simulator.bookkeeper.setPrivileges(ALL.filter((name) => name !== privilege));
    expect(await codes()).toEqual([expected]);
  });

  it('tells a module that the company lacks from a privilege that we lack', async () => {
    office = await Office.open();
    office.simulator.bookkeeper.changeSettings(office.companyId, { invalidPrivileges: ['BankVoucher_Full'] });
    expect(await codes()).toEqual(['blocks-write-back module-missing-bank-voucher']);
  });

  it('says that today is locked', async () => {
    office = await Office.open();
    office.simulator.bookkeeper.changeSettings(office.companyId, { lockDate: office.today });
    expect(await codes()).toEqual(['notice period-closed']);
  });

  it('blocks a bank account as the target, and one that is gone or has changed', async () => {
    office = await Office.open();
    const accounts = office.simulator.state().companies[0]?.accounts ?? [];
    const targetOf = (no: number) => ({
      accountId: String(accounts.find(({ accountNo }) => accountNo === no)?.id),
      accountNo: no,
    });
    expect(await codes(targetOf(1905))).toEqual([]);
    expect(await codes(targetOf(1920))).toEqual(['blocks-write-back target-is-bank-account']);
    expect(await codes({ accountId: '1', accountNo: 1905 })).toEqual(['blocks-write-back target-changed']);
    expect(await codes({ accountId: '1', accountNo: 1907 })).toEqual(['blocks-write-back target-missing']);
  });
});
