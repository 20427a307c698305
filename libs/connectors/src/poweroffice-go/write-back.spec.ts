import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays, formatDecimal, type LedgerItemId } from '@app/domain';
import { type LedgerSession, type WriteBack } from '../contract/index.js';
import { bankJournal } from './bank-journal.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const opened = (): { session: LedgerSession; writeBack: WriteBack } => {
  const session = office.grant().openCompany(office.key);
  if (!session.writeBack) throw new Error('There is no write-back.');
  return { session, writeBack: session.writeBack };
};

describe('write-back', () => {
  it('names the invoice, its KID and our key, and puts the money on the interim account', async () => {
    office = await Office.open();
    const instruction = await office.instruction(office.addInvoice(), 40_000n);
    const { writeBack } = opened();
    const posting = await writeBack.post(instruction, await writeBack.prepare(instruction));
    const voucher = office.simulator
      .ledger(office.companyId)
      .vouchers.find(({ id }) => id === posting.voucherId);
    expect(voucher).toMatchObject({ externalImportReference: 'office-1', type: 'BankJournal' });
    expect(voucher?.postings.map(({ account, amount }) => [account, amount])).toEqual([
      [1500, '-400.00'],
      [1905, '400.00'],
    ]);
  });

  it('writes amounts and ids by their digits', async () => {
    office = await Office.open();
    const instruction = await office.instruction(office.addInvoice(), 40_010n);
    const ids = {
      subledgerAccountId: '9007199254740993',
      counterAccountId: '2',
      vatId: '3',
      counterVatId: '3',
      customerNo: '1',
    };
    const body = bankJournal(instruction, ids);
    expect(body).toContain('"AccountId":9007199254740993,');
    expect(body).toContain('"CurrencyAmount":-400.10,');
  });

  it('refuses locked days, unusable accounts, other currencies and reversed invoices, each by its code', async () => {
    office = await Office.open();
    const { writeBack } = opened();
    const { bookkeeper } = office.simulator;
    const kroner = await office.instruction(office.addInvoice(), 100n);
    const euro = await office.instruction(office.addInvoice('100.00', { currency: 'EUR' }), 100n);
    const codeOf = (of: typeof kroner): Promise<unknown> =>
      writeBack.prepare(of).catch((error: unknown) => (error as { code?: string }).code);
    expect(await codeOf(euro)).toBe('foreign-currency');
    expect(await codeOf({ ...kroner, amount: euro.amount })).toBe('wrong-currency');
    bookkeeper.changeAccount(office.companyId, 1905, { isDepartmentRequired: true });
    expect(await codeOf(kroner)).toBe('target-changed');
    bookkeeper.changeAccount(office.companyId, 1905, { isDepartmentRequired: false });
    bookkeeper.changeSettings(office.companyId, { lockDate: office.today });
    expect(await codeOf(kroner)).toBe('period-closed');
    expect(await codeOf({ ...kroner, bookOn: addDays(office.today, 1) })).not.toBe('period-closed');
  });

  it('says that a posting needs matching when PowerOffice did not match it', async () => {
    office = await Office.open({ unverified: { neverMatches: true } });
    const { writeBack } = opened();
    const instruction = await office.instruction(office.addInvoice(), 40_000n);
    const posting = await writeBack.post(instruction, await writeBack.prepare(instruction));
    expect(await writeBack.verify(instruction, posting)).toMatchObject({ outcome: 'needs-matching' });
  });

  it('says that a reversal needs matching when the reversed voucher keeps its match', async () => {
    office = await Office.open({ unverified: { reversalAndMatch: 'keep', reversalAnswer: 'empty-200' } });
    const { writeBack } = opened();
    const instruction = await office.instruction(office.addInvoice(), 40_000n);
    const posting = await writeBack.post(instruction, await writeBack.prepare(instruction));
    const back = { ...instruction, kind: 'reversal', reverses: posting } as const;
    const reversal = await writeBack.post(back, await writeBack.prepare(back));
    expect(await writeBack.verify(back, reversal)).toMatchObject({ outcome: 'needs-matching' });
  });

  it('confirms a posting whose entries are shown late', async () => {
    office = await Office.open({ unverified: { visibleAfterMs: 30_000, voucherNoAfterMs: 60_000 } });
    const { writeBack } = opened();
    const id = office.addInvoice();
    office.simulator.clock.advanceMs(31_000);
    const instruction = await office.instruction(id, 40_000n);
    const posting = await writeBack.post(instruction, await writeBack.prepare(instruction));
    expect(await writeBack.verify(instruction, posting)).toEqual({ outcome: 'being-confirmed' });
    office.simulator.clock.advanceMs(31_000);
    expect(await writeBack.verify(instruction, posting)).toEqual({ outcome: 'verified' });
    expect(31_000).toBeLessThan(writeBack.landsWithinMs);
  });

  it('tells its own postings from direct payments for 20 rounds of settling, booking and reading', async () => {
    office = await Office.open();
    const { session, writeBack } = opened();
    const id = office.addInvoice('10000.00');
    const ours = new Set<string>();
    let { nextCursor: cursor } = await session.settlementChanges({ pageSize: 50 });
    for (let round = 0; round < 20; round += 1) {
      if (round % 4 === 1)
        office.simulator.bookkeeper.registerPayment(office.companyId, id, { amount: '17.00' });
      const instruction = await office.instruction(id, 10_000n, `round-${round}`);
      ours.add((await writeBack.post(instruction, await writeBack.prepare(instruction))).postingId);
      office.simulator.clock.advanceMs(3_600_000);
      const page = await session.settlementChanges({ pageSize: 50, ...(cursor ? { cursor } : {}) });
      cursor = page.nextCursor;
      const [item] = page.found.filter(({ ledgerItemId }) => ledgerItemId === id);
      const [known, direct] = [true, false].map((isOurs) =>
        (item?.movements ?? []).filter(({ writeBackKey }) => (writeBackKey !== undefined) === isOurs),
      );
      expect(new Set(known?.map(({ postingId }) => postingId as string))).toEqual(ours);
      expect(direct?.map(({ change }) => formatDecimal(change))).toEqual(
        Array<string>(Math.floor((round + 3) / 4)).fill('-17.00'),
      );
    }
  }, 30_000);

  it('reads write-offs, and what left the match again', async () => {
    office = await Office.open();
    const { session } = opened();
    const { bookkeeper } = office.simulator;
    const [off, back] = [office.addInvoice(), office.addInvoice()] as [LedgerItemId, LedgerItemId];
    bookkeeper.writeOff(office.companyId, off);
    const { uuid } = bookkeeper.registerPayment(office.companyId, back, { amount: '1000.00' });
    bookkeeper.unmatch(office.companyId, uuid);
    const { found } = await session.readItems([off, back]);
    expect(found.map(({ movements }) => movements.map(({ kind }) => kind))).toEqual([['write-off'], []]);
    expect(found[1]?.outstanding.minor).toBe(100_000n);
  });
});
