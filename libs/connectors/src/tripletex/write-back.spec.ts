import { afterEach, describe, expect, it } from '@jest/globals';
import { addDays, money } from '@app/domain';
import { RecordRefusedError } from '../contract/index.js';
import { Office } from './testing/office.js';

describe('TripletexWriteBack', () => {
  let office: Office;
  afterEach(() => office.simulator.stop());

  const codeOf = async (call: Promise<unknown>): Promise<string> => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(RecordRefusedError);
    return (error as RecordRefusedError).code;
  };

  it('proposes the type that is made for collection, and warns of the bank', async () => {
    office = await Office.open();
    const targets = (await office.session().writeBack?.targets()) ?? [];
    expect(targets.filter(({ proposed }) => proposed).map(({ label }) => label)).toEqual([
      expect.stringMatching(/inkasso/i),
    ]);
    expect(targets.find(({ label }) => label.startsWith('Betalt til bank'))?.note).toMatch(/bank/);
  });

  it('books a foreign invoice by its own currency, with the books’ amount beside it', async () => {
    office = await Office.open();
    const id = office.addInvoice('100.00', { currency: 'EUR' });
    const session = office.session();
    const instruction = await office.instruction(session, id, 4_000n, {
      amountInBooks: money(46_000n, 'NOK'),
    });
    const { writeBack } = session;
    const posting = await writeBack?.post(instruction, await writeBack.prepare(instruction));
    expect(posting?.change).toEqual(money(-4_000n, 'EUR'));
    expect((await session.readItems([id])).found[0]?.outstanding).toEqual(money(6_000n, 'EUR'));
  });

  it.each([
    ['another currency than the invoice’s', { amount: money(100n, 'EUR') }, 'wrong-currency'],
    ['a target that never was', { target: { paymentTypeId: '1', debitAccountId: '2' } }, 'target-missing'],
    ['a target of another shape', { target: { account: 1 } }, 'target-missing'],
  ])('refuses %s', async (_name, change, code) => {
    office = await Office.open();
    const session = office.session();
    const instruction = await office.instruction(session, office.addInvoice(), 100n, change);
    expect(await codeOf(session.writeBack!.prepare(instruction))).toBe(code);
  });

  it('refuses a target whose account was changed', async () => {
    office = await Office.open();
    const session = office.session();
    const made = await office.instruction(session, office.addInvoice(), 100n);
    const instruction = { ...made, target: { ...made.target, debitAccountId: '12345' } };
    expect(await codeOf(session.writeBack!.prepare(instruction))).toBe('target-changed');
    expect(await session.preflight(instruction.target)).toMatchObject([{ code: 'target-account-changed' }]);
  });

  it('refuses a closed period before it books, and preflight says so', async () => {
    office = await Office.open();
    const session = office.session();
    const instruction = await office.instruction(session, office.addInvoice(), 100n);
    office.bookkeeper.setPeriodClosed(office.companyId, office.today.slice(0, 7), true);
    expect(await codeOf(session.writeBack!.prepare(instruction))).toBe('period-closed');
    expect((await session.preflight()).map(({ code }) => code)).toContain('period-closed');
  });

  it('names a payment type that went away between preparing and booking', async () => {
    office = await Office.open();
    const session = office.session();
    const instruction = await office.instruction(session, office.addInvoice(), 100n);
    const baseline = await session.writeBack!.prepare(instruction);
    office.simulator.faults.install({ operation: 'PUT *:payment', kind: 'payment-type-removed' });
    expect(await codeOf(session.writeBack!.post(instruction, baseline))).toBe('target-missing');
  });

  it('cannot rule a booking out whose voucher it may not see', async () => {
    office = await Office.open();
    const session = office.session();
    const id = office.addInvoice();
    const instruction = await office.instruction(session, id, 40_000n);
    const baseline = await session.writeBack!.prepare(instruction);
    office.bookkeeper.registerPayment(office.companyId, Number(id), { amount: '400.00' });
    expect(await session.writeBack!.find(instruction, baseline)).toEqual({ outcome: 'absent' });
    office.bookkeeper.setRights(office.companyId, { ledger: false });
    expect(await session.writeBack!.find(instruction, baseline)).toMatchObject({ outcome: 'ambiguous' });
  });

  it('takes no booking of another day for its own', async () => {
    office = await Office.open();
    const session = office.session();
    const id = office.addInvoice();
    const first = await office.instruction(session, id, 10_000n);
    const second = { ...first, bookOn: addDays(first.bookOn, -1) };
    const baseline = await session.writeBack!.prepare(second);
    await session.writeBack!.post(first, await session.writeBack!.prepare(first));
    expect(await session.writeBack!.find(second, baseline)).toEqual({ outcome: 'absent' });
  });

  it('refuses to take back a part', async () => {
    office = await Office.open();
    const session = office.session();
    const instruction = await office.instruction(session, office.addInvoice(), 10_000n);
    const reverses = await session.writeBack!.post(
      instruction,
      await session.writeBack!.prepare(instruction),
    );
    const part = { ...instruction, kind: 'reversal', amount: money(5_000n, 'NOK'), reverses } as const;
    expect(await codeOf(session.writeBack!.prepare(part))).toBe('part-reversal');
  });
});
