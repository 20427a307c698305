import { afterEach, describe, expect, it } from '@jest/globals';
import type { LedgerItemId } from '@app/domain';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

describe('the invoice’s file', () => {
  it.each(['address', 'token'] as const)('is read where it is open to its %s', async (fileAccess) => {
    office = await Office.open({ unverified: { fileAccess } });
    const document = await office.session().invoiceDocument?.(office.addInvoice());
    expect(document).toMatchObject({ contentType: 'application/pdf', fileName: 'invoice-100001.pdf' });
    const asked = office.simulator.requests().filter(({ operation }) => operation === 'GET /files/{dbId}');
    expect(asked.map(({ status }) => status)).toEqual(fileAccess === 'token' ? [401, 200] : [200]);
  });

  it('is not fetched from anywhere but Xledger', async () => {
    office = await Office.open();
    office.simulator.serveFilesAt('https://files.xledger.net.evil.example');
    const id = office.addInvoice();
    expect(await office.session().invoiceDocument?.(id)).toBeUndefined();
  });

  it('is none for what is not a row of the company', async () => {
    office = await Office.open();
    for (const id of ['999999999', 'not-an-id', '99999999999'])
      expect(await office.session().invoiceDocument?.(id as LedgerItemId)).toBeUndefined();
  });
});
