import { afterEach, describe, expect, it } from '@jest/globals';
import type { XledgerSimulatorOptions } from './simulator.js';
import { XledgerScene } from './testing/xledger-scene.js';

describe('the import table', () => {
  let scene: XledgerScene;
  const open = async (options: XledgerSimulatorOptions = {}): Promise<XledgerScene> =>
    (scene = await XledgerScene.open(options));
  afterEach(async () => scene.simulator.stop());
  const ledger = () => scene.simulator.ledger(scene.companyId);
  const errors = async () =>
    (
      await scene.ask(
        '{ glImportItemErrors(last: 20, ownerSet: LOWER) { edges { node { message transactionDbId errorLevel { code } } } } }',
      )
    ).json['data']?.['glImportItemErrors']?.['edges'];

  it('stages two lines, posts them at the next slot, and matches nothing by itself', async () => {
    await open();
    const invoice = scene.invoice('12500.00');
    const answer = await scene.post(scene.payment(invoice.invoiceNumber ?? '', '5000.00'));
    expect(answer.json['data']?.['addGLImportItems']?.['edges']).toMatchObject([
      {
        clientId: 'a',
        node: { dbId: '660100001', trRegNumber: 70000123, extIdentifier: 'KH-1', archive: false },
      },
      { clientId: 'b', node: { archive: false } },
    ]);
    expect(ledger()).toMatchObject({
      rows: [{ amount: '12500.00' }],
      vouchers: [{}],
      importRows: [{ state: 'waiting' }, {}],
    });
    scene.simulator.clock.advanceMs(30 * 60_000);
    const posted = ledger();
    expect(posted.rows[1]).toMatchObject({
      amount: '-5000.00',
      remaining: '-5000.00',
      matchId: 0,
      type: null,
      source: 'GL',
      extIdentifier: 'KH-1',
      trRegNumber: 70000123,
    });
    expect(posted.invoices).toMatchObject([
      { remaining: '12500.00', owed: '7500.00', paymentVoucherIds: [posted.rows[1]?.voucherId] },
    ]);
    expect(posted.importRows).toMatchObject([{ state: 'posted' }, { state: 'posted' }]);
    expect(posted.receivables).toBe('7500.00');
  });

  it.each(['exact', 'nightly'] as const)(
    'matches by invoice number when told to: %s',
    async (autoMatchOnImport) => {
      await open({ unverified: { autoMatchOnImport }, postingJob: 'at-once' });
      const invoice = scene.invoice('1000.00');
      await scene.post(scene.payment(invoice.invoiceNumber ?? '', '400.00'));
      if (autoMatchOnImport === 'nightly') {
        expect(scene.row(invoice.id).remaining).toBe('1000.00');
        scene.simulator.clock.advanceDays(1);
        await scene.ask('{ __typename }');
      }
      expect(scene.row(invoice.id)).toMatchObject({ remaining: '600.00' });
      const [, payment] = ledger().rows;
      expect(payment?.matchId).toBe(scene.row(invoice.id).matchId);
      // The opposite voucher takes it back.
      const back = scene.payment(invoice.invoiceNumber ?? '', '-400.00', {
        amount: '400.00',
        invoiceAmount: '400.00',
        extIdentifier: 'KH-2',
      });
      await scene.post(back);
      scene.simulator.matchImported();
      expect(ledger().invoices).toMatchObject([
        { remaining: '1000.00', owed: '1000.00', paymentVoucherIds: [] },
      ]);
    },
  );

  it('knows no repetition: the same voucher twice is booked twice, unless the switch says otherwise', async () => {
    await open({ postingJob: 'by-hand' });
    const { invoiceNumber } = scene.invoice('1000.00');
    await scene.post(scene.payment(invoiceNumber ?? '', '100.00'));
    scene.simulator.runPostingJob();
    await scene.post(scene.payment(invoiceNumber ?? '', '100.00'));
    expect(scene.simulator.runPostingJob()).toEqual({ posted: 1, rejected: 0 });
    expect(ledger().invoices[0]?.paymentVoucherIds).toHaveLength(2);
    await scene.simulator.stop();
    await open({ unverified: { repeatedImportKey: 'refuse-ext-identifier' } });
    const other = scene.invoice('1000.00').invoiceNumber ?? '';
    await scene.post(scene.payment(other, '100.00'));
    expect((await scene.post(scene.payment(other, '100.00'))).json['errors']).toMatchObject([
      { extensions: { code: 'INVALID_VALUE' } },
      {},
    ]);
  });

  it('refuses a look-up at once, and says where the code was looked for', async () => {
    await open();
    const answer = await scene.post(scene.payment('100001', '5.00', { subledger: { code: '1' } }));
    expect(answer.json).toEqual({
      data: null,
      errors: [
        {
          message: `subledger.code: No value matching owner ${scene.companyId}, code '1'.`,
          extensions: { code: 'INVALID_VALUE' },
        },
      ],
    });
    expect(ledger().importRows).toEqual([]);
    const alternatives = await scene.post(
      scene.payment('100001', '5.00', { account: { showAlternatives: 'YES' } }),
    );
    expect(alternatives.json['errors']?.[0]?.['extensions']?.['exampleValidInputs']?.[0]).toMatchObject({
      code: '1500',
      ownerDbId: scene.companyId,
    });
  });

  it('stores the good nodes of a bad batch when batches are not atomic', async () => {
    await open({ unverified: { batchAtomic: false } });
    const answer = await scene.post(scene.payment('100001', '5.00', { account: { code: '4711' } }));
    expect(answer.json['errors']).toHaveLength(1);
    expect(ledger().importRows).toHaveLength(1);
  });

  it.each([
    ['a voucher out of balance', { amount: '-4.00', invoiceAmount: '-4.00' }, 'ikke i balanse'],
    ['a line without a customer on the control account', { subledger: null }, 'krever reskontro'],
    ['a line without an account', { account: null }, 'Konto mangler'],
  ])('lets the job refuse %s, once, and keeps the rows', async (_name, more, message) => {
    await open({ postingJob: 'by-hand' });
    await scene.post(scene.payment('100001', '5.00', more));
    expect(scene.simulator.runPostingJob()).toEqual({ posted: 0, rejected: 1 });
    scene.simulator.runPostingJob();
    const found = await errors();
    expect(found).toHaveLength(2);
    expect(found?.[0]).toMatchObject({
      node: {
        message: expect.stringContaining(message),
        transactionDbId: '660100001',
        errorLevel: { code: 'E' },
      },
    });
    expect(ledger().importRows).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    expect(ledger().vouchers).toEqual([]);
  });

  it('posts what a closed period or a blocked account held up once it is mended', async () => {
    await open({ postingJob: 'by-hand' });
    const { invoiceNumber } = scene.invoice('10.00');
    await scene.post(scene.payment(invoiceNumber ?? '', '5.00'));
    scene.simulator.bookkeeper.setPeriodClosed(scene.companyId, '2026-09', true);
    expect(scene.simulator.runPostingJob()).toEqual({ posted: 0, rejected: 1 });
    scene.simulator.bookkeeper.setPeriodClosed(scene.companyId, '2026-09', false);
    expect(scene.simulator.runPostingJob()).toEqual({ posted: 1, rejected: 0 });
  });

  it('takes 500 nodes and no more, and leaves rows of another level alone', async () => {
    await open({ postingJob: 'by-hand' });
    const node = {
      account: { code: '1579' },
      amount: '1.00',
      postedDate: '2026-09-14',
      jobLevel: { dbSubId: 2 },
    };
    expect((await scene.post(Array.from({ length: 501 }, () => ({ node })))).json['errors']).toHaveLength(1);
    expect((await scene.post([{ node }])).json['errors']).toBeUndefined();
    expect(scene.simulator.runPostingJob()).toEqual({ posted: 0, rejected: 0 });
  });

  it('keeps rows that a lost answer made', async () => {
    await open();
    scene.simulator.faults.install({ operation: 'mutation addGLImportItems', kind: 'answer-lost' });
    await expect(scene.post(scene.payment('100001', '5.00'))).rejects.toThrow();
    expect(ledger().importRows).toHaveLength(2);
    scene.simulator.faults.install({ operation: 'mutation *', kind: 'error-500' });
    expect((await scene.post(scene.payment('100001', '5.00'))).status).toBe(500);
    expect(ledger().importRows).toHaveLength(2);
  });
});
