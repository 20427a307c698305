import { mkdtemp, readdir, readFile, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, localDate, ManualClock, newId } from '@app/domain';
import { all, readTransferFile, textAt } from '../../../../libs/bank-files/src/testing/read-transfer-file.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { AuditLog } from '../audit/audit-log.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import { linesOf } from '../client-money/money-entry.js';
import { COLLECTOR } from '../client-money/owner.js';
import { API_ACTOR } from '../audit/actor.js';
import { PayingAccounts } from './paying-accounts.js';
import type { Payout } from './payout.js';
import { PayoutDelivery } from './payout-delivery.js';
import { PayoutFiles } from './payout-files.js';
import { PayoutListeners } from './payout-listeners.js';
import { PayoutOrders } from './payout-orders.js';
import { PayoutReports } from './payout-reports.js';
import { payoutsWhere } from './payout-store.js';

// A Saturday: the bank pays on Monday.
const clock = new ManualClock(new Date('2026-03-07T09:00:00Z'));
const book = new ClientMoneyBook(clock);
const audit = new AuditLog(clock);
const orders = new PayoutOrders(book, new PayoutListeners(), audit, clock);
const accounts = new PayingAccounts(audit, clock);
const files = new PayoutFiles(audit, clock);
const reports = new PayoutReports(files, orders);

const place = '86011117947';
const bankAccountId = newId(clock);
const owner = newId<'CreditorId'>(clock) as CreditorId;

describe('files of orders', () => {
  let db: TestDatabase;
  let folder: string;
  let delivery: PayoutDelivery;

  const make = () => db.database.asOperator((tx) => files.make(tx, bankAccountId, API_ACTOR));
  const order = (key: string, minor: bigint): Promise<Payout> => {
    // Ids rise with the clock, and orders stand in a file by their ids.
    clock.advanceMs(1);
    return db.database.asOperator((tx) =>
      orders.order(tx, {
        owner,
        from: 'creditor',
        purpose: 'remittance',
        minor,
        currency: 'NOK',
        bankAccountId,
        to: { name: 'Fjord & Sønn AS', kind: 'iban', number: 'NO9386011117947' },
        reference: { kind: 'text', value: key },
        key,
      }),
    );
  };
  const statesOf = (fileId: string): Promise<string[]> =>
    db.database.asOperator(async (tx) =>
      (await payoutsWhere(tx, 'file_id = $1 order by id', [fileId])).map(({ state }) => state),
    );
  const report = (messageId: string, inner: string): string =>
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt><GrpHdr><MsgId>1</MsgId></GrpHdr>' +
    `<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>${inner}</OrgnlPmtInfAndSts>` +
    '</CstmrPmtStsRpt></Document>';
  const said = (payout: Payout, status: string): string =>
    `<TxInfAndSts><OrgnlEndToEndId>${payout.endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts></TxInfAndSts>`;
  const take = (text: string) => db.database.asOperator((tx) => reports.take(tx, text, API_ACTOR));

  beforeAll(async () => {
    db = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'kravhub-orders-'));
    delivery = new PayoutDelivery(db.database, files, folder);
    await db.database.asOperator(async (tx) => {
      await accounts.put(
        tx,
        {
          id: bankAccountId,
          place,
          currency: 'NOK',
          country: 'NO',
          holderName: 'Kravhub Inkasso AS',
          numberKind: 'bban',
          number: place,
          bic: 'DNBANOKK',
          customerId: '00999999',
          messageVersion: 'pain.001.001.09',
          approveFromMinor: null,
        },
        API_ACTOR,
      );
      const bank = { owner: COLLECTOR, kind: 'bank', currency: 'NOK', place } as const;
      const lines = linesOf(
        [bank, 10_000_00n],
        [{ owner, kind: 'creditor', currency: 'NOK', place: '' }, -10_000_00n],
      );
      await book.post(tx, [
        { key: 'received:1', kind: 'received', bookedOn: localDate('2026-03-06'), lines },
      ]);
    });
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await db.drop();
  });

  it('hold each planned order once, also when two are made at the same time, and read back to the øre', async () => {
    const first = await order('a', 1_000_05n);
    await order('b', 2_000_00n);
    const made = (await Promise.all([make(), make()])).filter((file) => file !== undefined);
    expect(made).toHaveLength(1);
    const [file] = made;
    expect(file).toMatchObject({
      transfers: 2,
      totalMinor: 3_000_05n,
      executeOn: '2026-03-09',
      state: 'made',
    });
    const read = () => db.database.asOperator((tx) => files.content(tx, file!.id));
    const { name, content } = await read();
    expect(await read()).toEqual({ name, content });
    const seen = readTransferFile(content, 'pain.001.001.09');
    expect(textAt(seen, 'CstmrCdtTrfInitn/GrpHdr/CtrlSum')).toBe('3000.05');
    const [transfer] = all(seen, 'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf');
    expect(textAt(transfer!, 'PmtId/EndToEndId')).toBe(first.endToEndId);
    expect(await statesOf(file!.id)).toEqual(['in-file', 'in-file']);
    const late = db.database.asOperator((tx) => orders.cancel(tx, first.id, 'Too late.', API_ACTOR));
    await expect(late).rejects.toMatchObject({ problem: { code: 'payout-in-another-state' } });
    expect(await make()).toBeUndefined();
  });

  it('are put into the folder whole, and never a second time on a guess', async () => {
    expect(await delivery.deliverAll()).toBe(1);
    const [name] = await readdir(folder);
    const stored = await db.database.asOperator(async (tx) => files.list(tx, 10));
    expect(stored).toMatchObject([{ state: 'delivered' }]);
    const { content } = await db.database.asOperator((tx) => files.content(tx, stored[0]!.id));
    expect(await readFile(join(folder, name!), 'utf8')).toBe(content);
    expect(await delivery.deliverAll()).toBe(0);
    // A process that died after the file was renamed, and before it could say so: the folder tells.
    await db.database.asOperator((tx) => files.move(tx, stored[0]!.id, 'delivering'));
    expect(await delivery.deliverAll()).toBe(1);
    // One that died, and the folder has been emptied since: nobody knows, and nothing is put there again.
    await db.database.asOperator((tx) => files.move(tx, stored[0]!.id, 'delivering'));
    await unlink(join(folder, name!));
    expect(await delivery.deliverAll()).toBe(0);
    expect(await readdir(folder)).toEqual([]);
    // A person has asked the bank, and the bank has nothing: the same file goes once more.
    await db.database.asOperator((tx) => files.told(tx, stored[0]!.id, 'made', API_ACTOR));
    expect(await delivery.deliverAll()).toBe(1);
    expect(await readFile(join(folder, name!), 'utf8')).toBe(content);
  });

  it('are answered payment by payment: what the bank refuses goes back, and the same report again changes nothing', async () => {
    const [good, bad] = [await order('good', 100_00n), await order('bad', 50_00n)];
    const file = await make();
    const inner = said(good, 'ACSP') + said(bad, 'RJCT') + said({ ...bad, endToEndId: 'KHNOBODY' }, 'ACSP');
    const text = report(file!.messageId, inner);
    expect(await take(text)).toMatchObject({ taken: 1, refused: 1, unexpected: ['KHNOBODY'] });
    expect(await statesOf(file!.id)).toEqual(['sent', 'failed']);
    const balances = (): Promise<unknown> => db.database.asOperator((tx) => book.balances(tx, owner));
    const before = await balances();
    expect(await take(text)).toMatchObject({ file: { state: 'partly' } });
    expect(await balances()).toEqual(before);
    const again = await order('bad, to the right account', 50_00n);
    expect(again.state).toBe('planned');
  });

  it('are refused as a whole where the batch is, and a report about a stranger is not taken', async () => {
    const file = await make();
    expect(await take(report(file!.messageId, '<PmtInfSts>RJCT</PmtInfSts>'))).toMatchObject({
      file: { state: 'rejected' },
      refused: 1,
    });
    const again = db.database.asOperator((tx) => files.told(tx, file!.id, 'made', API_ACTOR));
    await expect(again).rejects.toMatchObject({ problem: { code: 'payout-file-answered' } });
    await expect(take(report('KFNOBODY', ''))).rejects.toMatchObject({
      problem: { code: 'report-of-unknown-file' },
    });
    await expect(take('<a/>')).rejects.toMatchObject({ problem: { code: 'status-report-refused' } });
  });
});
