import { afterEach, describe, expect, it } from '@jest/globals';
import { ConnectionBlockedError } from '../contract/index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const ALL = [
  'ARTransaction:read',
  'TransactionHeader:read',
  'Subledger:read',
  'Company:read',
  'Address:read',
  'Country:read',
  'Currency:read',
  'Entity:read',
  'EntityBankAccount:read',
  'Account:read',
  'GLImportItem:read',
  'GLImportItem:write',
];

async function codes(scopes: readonly string[], target?: object): Promise<readonly string[]> {
  const { token } = office.simulator.addToken({ scopes });
  const findings = await office
    .session(token === undefined ? {} : { token })
    .preflight(target as Record<string, string> | undefined);
  return findings.map(({ code, severity }) => `${severity} ${code}`);
}
const NOTICE = 'notice matched-by-hand';

describe('the preflight', () => {
  it.each([ALL, ALL.filter((scope) => scope !== 'EntityBankAccount:read')])(
    'has only a notice about a company that is ready, also without the right to bank accounts',
    async (...scopes) => {
      office = await Office.open();
      office.addInvoice();
      expect(await codes(scopes)).toEqual([NOTICE]);
      expect(await codes(scopes, { accountCode: '1579' })).toEqual([NOTICE]);
    },
  );

  it.each([
    ['ARTransaction:read', 'blocks-pull right-missing-ar-transaction'],
    ['TransactionHeader:read', 'blocks-pull right-missing-transaction-header'],
    ['Subledger:read', 'blocks-pull right-missing-subledger'],
    ['Company:read', 'blocks-pull right-missing-company'],
    ['Address:read', 'blocks-pull right-missing-address'],
    ['Country:read', 'blocks-pull right-missing-country'],
    ['Currency:read', 'blocks-pull right-missing-currency'],
    ['Account:read', 'blocks-write-back right-missing-account'],
  ])('names a right that is missing: %s', async (scope, code) => {
    office = await Office.open();
    office.addInvoice();
    expect(await codes(ALL.filter((one) => one !== scope))).toContain(code);
  });

  it('tells reading and writing the import table apart', async () => {
    office = await Office.open();
    expect(await codes(ALL.filter((scope) => scope !== 'GLImportItem:write'))).toEqual([
      'blocks-write-back right-missing-gl-import-write',
      NOTICE,
    ]);
    expect(await codes(ALL.filter((scope) => !scope.startsWith('GLImportItem')))).toEqual([
      'blocks-write-back right-missing-gl-import-item',
      'blocks-write-back right-missing-gl-import-write',
      NOTICE,
    ]);
  });

  it('sees rights that hide fields instead of refusing them', async () => {
    office = await Office.open({ unverified: { missingScope: 'null' } });
    office.addInvoice();
    const found = await codes(ALL.filter((scope) => scope !== 'Subledger:read'));
    expect(found).toContain('blocks-pull right-missing-subledger');
  });

  it.each([
    [{ accountCode: '9999' }, 'blocks-write-back target-missing'],
    [{ accountCode: '1920' }, 'blocks-write-back target-is-bank-account'],
    [{ nonsense: true }, 'blocks-write-back target-missing'],
  ])('looks at the chosen account: %j', async (target, code) => {
    office = await Office.open();
    expect(await codes(ALL, target)).toEqual([code, NOTICE]);
  });

  it('blocks when the company left the token’s tree', async () => {
    office = await Office.open();
    office.simulator.bookkeeper.setInTree(office.companyId, false);
    await expect(codes(ALL)).rejects.toMatchObject({ reason: 'company-unreachable' });
    await expect(office.session().identify()).rejects.toBeInstanceOf(ConnectionBlockedError);
  });
});
