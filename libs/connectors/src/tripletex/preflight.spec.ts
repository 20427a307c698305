import { afterEach, describe, expect, it } from '@jest/globals';
import { Office } from './testing/office.js';

describe('preflight', () => {
  let office: Office;
  afterEach(() => office.simulator.stop());

  const codes = async (): Promise<string[]> => (await office.session().preflight()).map(({ code }) => code);

  it('finds nothing in a company that is ready', async () => {
    office = await Office.open();
    office.addInvoice();
    expect(await codes()).toEqual([]);
  });

  it.each([
    ['invoices', /\/invoice\?/, 'invoice-access-missing', 'blocks-pull'],
    ['customers', /\/customer\?/, 'customer-access-missing', 'blocks-pull'],
    ['accounts', /\/ledger\/account\?/, 'ledger-access-missing', 'blocks-write-back'],
    ['postings', /\/openPost\?/, 'postings-hidden', 'blocks-write-back'],
    ['payment types', /\/paymentType\?/, 'payment-type-access-missing', 'blocks-write-back'],
  ])('names the right that is missing when %s are refused', async (_name, path, code, severity) => {
    office = await Office.open();
    office.addInvoice();
    const forbidden = { status: 403, headers: {}, body: Buffer.from('{"status":403,"code":9000}') };
    const grant = office.grant(
      undefined,
      (send) => (request) => (path.test(request.url) ? Promise.resolve(forbidden) : send(request)),
    );
    const findings = await grant.openCompany('own' as never).preflight();
    expect(findings).toMatchObject([{ code, severity, remedy: expect.stringMatching(/./) }]);
  });

  it('sees that postings are hidden though invoices are open', async () => {
    office = await Office.open();
    office.addInvoice();
    office.bookkeeper.setRights(office.companyId, { ledger: false });
    expect(await codes()).toContain('postings-hidden');
  });

  it('checks the target that was chosen', async () => {
    office = await Office.open();
    const session = office.session();
    const targets = (await session.writeBack?.targets()) ?? [];
    const bank = targets.find(({ label }) => label.startsWith('Betalt til bank'));
    const proposed = targets.find((option) => option.proposed);
    expect(await session.preflight(proposed?.target)).toEqual([]);
    expect(await session.preflight(bank?.target)).toMatchObject([
      { code: 'target-is-bank-account', severity: 'notice' },
    ]);
    expect(await session.preflight({ paymentTypeId: '9', debitAccountId: '9' })).toMatchObject([
      { code: 'target-missing' },
    ]);
  });
});
