import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { batchCreate, VismaBusinessScene } from './testing/visma-business-scene.js';

describe('posting', () => {
  let scene: VismaBusinessScene;
  beforeEach(async () => {
    scene = await VismaBusinessScene.open();
  });
  afterEach(async () => scene.close());

  it('writes a batch with its voucher, numbered from the series, and books nothing yet', async () => {
    const invoice = scene.invoice('12500.00');
    const { json } = await scene.write(
      batchCreate(scene.customerNo, '12500.00', invoice.reference, 'IH7F3C21A904'),
    );
    expect(json['data']).toEqual({
      useCompany: {
        batch_create: {
          affectedRows: 1,
          items: [
            {
              batchNo: 1001,
              valueDate: 20260914,
              joindown_Voucher_via_Batch: {
                items: [
                  {
                    lineNo: 1,
                    voucherNo: 90000,
                    debitAccountNo: 1579,
                    creditAccountNo: scene.customerNo,
                    amountDomestic: 12500,
                    crossReference: invoice.reference,
                    externalReference1: 'IH7F3C21A904',
                  },
                ],
              },
            },
          ],
        },
      },
    });
    expect(json['errors']).toBeUndefined();
    expect(scene.row(invoice.id).outstanding).toBe('12500.00');
    expect(scene.simulator.ledger(scene.companyId).vouchers).toHaveLength(1);
  });

  it('posts it with updateBatch: matched by its reference, the open entry gone, the batch frozen', async () => {
    const invoice = scene.invoice('12500.00');
    const batchNo = await scene.createBatch('12500.00', invoice.reference);
    const { json } = await scene.updateBatch(batchNo);
    const voucherJournalNo = 4002;
    expect(json['data']).toEqual({
      useCompany: { batch_processings: { updateBatch: { succeeded: true, voucherJournalNo } } },
    });
    expect(
      await scene.read(`
        openCustomerEntry { totalCount }
        batch { totalCount }
        updatedBatch { items { voucherJournalNo batchNo } }
        updatedVoucher(filter: { externalReference1: { _eq: "KH-1" } }) { items { voucherJournalNo voucherNo amountDomestic } }
        customerTransaction(orderBy: [{ voucherJournalNo: ASC }, { auditNo: ASC }]) {
          items { voucherJournalNo auditNo amountDomestic outstandingAmountDomestic paidStatus paidLast externalReference1 crossReference }
        }`),
    ).toEqual({
      openCustomerEntry: { totalCount: 0 },
      batch: { totalCount: 0 },
      updatedBatch: { items: [{ voucherJournalNo, batchNo }] },
      updatedVoucher: { items: [{ voucherJournalNo, voucherNo: 90000, amountDomestic: 12500 }] },
      customerTransaction: {
        items: [
          {
            voucherJournalNo: 4001,
            auditNo: 1,
            amountDomestic: 12500,
            outstandingAmountDomestic: 0,
            paidStatus: 3,
            paidLast: 20260914,
            externalReference1: '',
            crossReference: '',
          },
          {
            voucherJournalNo,
            auditNo: 1,
            amountDomestic: -12500,
            outstandingAmountDomestic: 0,
            paidStatus: 4,
            paidLast: 0,
            externalReference1: 'KH-1',
            crossReference: invoice.reference,
          },
        ],
      },
    });
    const ledger = scene.simulator.ledger(scene.companyId);
    expect(ledger.receivables).toBe('0.00');
    expect(ledger.invoices[0]?.paymentVoucherIds).toHaveLength(1);
  });

  it.each([
    [1, 'given references in vain', ['100.00', '200.00', '300.00'], '-200.00'],
    [2, 'the oldest first', ['0.00', '100.00', '300.00'], '0.00'],
    [3, 'the oldest of the same amount', ['100.00', '0.00', '300.00'], '0.00'],
    [4, 'given references', ['100.00', '200.00', '100.00'], '0.00'],
  ] as const)('matches by method %d: %s', async (matchingMethod, _name, outstanding, onAccount) => {
    scene.simulator.bookkeeper.changeCompany(scene.companyId, { matchingMethod });
    const rows = ['100.00', '200.00', '300.00'].map((amount) => scene.invoice(amount));
    await scene.updateBatch(await scene.createBatch('200.00', rows[2]?.reference ?? ''));
    expect(rows.map(({ id }) => scene.row(id).outstanding)).toEqual(outstanding);
    expect(scene.simulator.ledger(scene.companyId).rows.at(-1)?.outstanding).toBe(onAccount);
  });

  it("lets a customer's own method win over the company's", async () => {
    const { bookkeeper } = scene.simulator;
    bookkeeper.changeCustomer(scene.companyId, scene.customerNo, { matchingMethod: 1 });
    const invoice = scene.invoice('100.00');
    await scene.updateBatch(await scene.createBatch('100.00', invoice.reference));
    expect(scene.row(invoice.id).outstanding).toBe('100.00');
    const [view] = scene.simulator.ledger(scene.companyId).invoices;
    expect(view).toMatchObject({ owed: '0.00', outstanding: '100.00' });
    expect(view?.paymentVoucherIds).toHaveLength(1);
  });

  it('settles several entries by rows of CrossReference, and keeps the rest on account', async () => {
    const [first, second] = [scene.invoice('100.00'), scene.invoice('50.00')];
    const batchNo = await scene.createBatch('180.00', first.reference);
    const insert = `crossReference_create(values: [{ batchNo: ${batchNo} lineNo: 1 crossReference: "${second.reference}" }]) { affectedRows items { crossReference } }`;
    expect((await scene.write(insert)).json['data']?.['useCompany']?.['crossReference_create']).toEqual({
      affectedRows: 1,
      items: [{ crossReference: second.reference }],
    });
    expect((await scene.write(insert)).json['errors']?.[0]).toEqual({
      message: 'A record with the same primary key already exists.',
      path: ['useCompany', 'crossReference_create', 'values/0'],
      extensions: { data: { status: 3, status_name: 'PrimaryKeyAssignmentFailed' } },
    });
    await scene.updateBatch(batchNo);
    expect([first, second].map(({ id }) => scene.row(id).outstanding)).toEqual(['0.00', '0.00']);
    expect(scene.simulator.ledger(scene.companyId).rows.at(-1)).toMatchObject({
      outstanding: '-30.00',
      isOpenEntry: true,
    });
  });

  it('takes part of an invoice back when a payment bounces, by a voucher the other way round', async () => {
    const invoice = scene.invoice('100.00');
    await scene.updateBatch(await scene.createBatch('40.00', invoice.reference));
    expect(scene.row(invoice.id).outstanding).toBe('60.00');
    const back =
      await scene.write(`batch_create(values: [{ voucherSeriesNo: 9 valueDate: 20260914 vouchers: [{
      voucherNo: null voucherDate: 20260914 valueDate: 20260914 debitAccountType: 1 debitAccountNo: ${scene.customerNo}
      creditAccountType: 3 creditAccountNo: 1579 amountDomestic: 40 crossReference: "${invoice.reference}"
    }] }]) { items { batchNo } }`);
    await scene.updateBatch(
      Number(back.json['data']?.['useCompany']?.['batch_create']?.['items']?.[0]?.['batchNo']),
    );
    const [view] = scene.simulator.ledger(scene.companyId).invoices;
    expect(view).toMatchObject({ outstanding: '60.00', owed: '100.00', paymentVoucherIds: [] });
  });

  it('assigns columns in the order in which they are sent', async () => {
    const { json } = await scene.ask(
      `mutation($values: [Batch_Input!]!) { useCompany(no: ${scene.companyId}) { batch_create(values: $values) { items { batchNo joindown_Voucher_via_Batch { items { voucherNo } } } } } }`,
      { values: [{ vouchers: [{ voucherNo: null }], voucherSeriesNo: 9, valueDate: 20260914 }] },
    );
    expect(json['errors']?.[0]).toMatchObject({
      path: ['useCompany', 'batch_create', 'values/0', 'vouchers/0'],
      extensions: { data: { status_name: 'NoSuggestion', fields: ['voucherNo'] } },
    });
    expect(json['data']?.['useCompany']?.['batch_create']?.['items']).toEqual([
      { batchNo: 1001, joindown_Voucher_via_Batch: { items: [{ voucherNo: 0 }] } },
    ]);
  });

  it('suggests what it is asked to, and knows the older way of a separate voucher', async () => {
    const batch = await scene.write(
      'batch_create(values: [{ valueDate: 20260914 }], suggest: { voucherSeriesNo: true }) { items { batchNo voucherSeriesNo } }',
    );
    expect(batch.json['data']?.['useCompany']?.['batch_create']?.['items']).toEqual([
      { batchNo: 1001, voucherSeriesNo: 6 },
    ]);
    const voucher = await scene.write(
      `voucher_create(values: [{ batchNo: 1001 voucherDate: 20260914 valueDate: null debitAccountNo: 1930 creditAccountNo: ${scene.customerNo} amountDomestic: 5 }], suggest: { voucherNo: true }) { affectedRows items { lineNo voucherNo valueDate debitAccountType creditAccountType } }`,
    );
    expect(voucher.json['data']?.['useCompany']?.['voucher_create']).toEqual({
      affectedRows: 1,
      items: [
        { lineNo: 1, voucherNo: 60000, valueDate: 20260914, debitAccountType: 3, creditAccountType: 1 },
      ],
    });
    const nowhere = await scene.write('voucher_create(values: [{ batchNo: 9 }]) { items { lineNo } }');
    expect(nowhere.json['errors']?.[0]?.['extensions']).toMatchObject({
      data: { status_name: 'RowNotFound' },
    });
  });

  it.each([
    ['voucherDate: 20261301', 'voucherDate'],
    ['amountDomestic: 1.005', 'amountDomestic'],
    ['creditAccountNo: 99999', 'creditAccountNo'],
    ['debitAccountType: 7', 'debitAccountType'],
    ['currencyNo: 12345', 'currencyNo'],
    ['crossReference: "123456789012345678901"', 'crossReference'],
  ])(
    'leaves out %s, saves the row and tells so; with FAIL_TABLE nothing is written',
    async (column, name) => {
      const insert = (more: string): string =>
        `batch_create(values: [{ voucherSeriesNo: 9 valueDate: 20260914 vouchers: [{ ${column} }] }] ${more}) { affectedRows items { batchNo } }`;
      const skipped = (await scene.write(insert(''))).json;
      expect(skipped['errors']).toMatchObject([{ extensions: { data: { fields: [name] } } }]);
      expect(skipped['data']?.['useCompany']?.['batch_create']).toMatchObject({ affectedRows: 1 });
      const failed = (await scene.write(insert('onError: FAIL_TABLE'))).json;
      expect(failed['data']).toEqual({ useCompany: { batch_create: null } });
      expect(await scene.read('batch { totalCount }')).toEqual({ batch: { totalCount: 1 } });
    },
  );

  it('refuses a batch without its two minimum fields', async () => {
    for (const values of ['{ valueDate: 20260914 }', '{ voucherSeriesNo: 77 valueDate: 20260914 }']) {
      const { json } = await scene.write(
        `batch_create(values: [${values}]) { affectedRows items { batchNo } }`,
      );
      expect(json['errors']).toHaveLength(1);
      expect(json['data']?.['useCompany']?.['batch_create']).toEqual({ affectedRows: 0, items: null });
    }
  });

  it.each([
    ['a closed period', () => scene.simulator.bookkeeper.setPeriodClosed(scene.companyId, '2026-09', true)],
    ['a blocked account', () => scene.simulator.bookkeeper.setAccountActive(scene.companyId, 1579, false)],
    ['a suspended batch', () => scene.simulator.bookkeeper.setBatchSuspended(scene.companyId, 1001, true)],
  ])('does not post over %s, and leaves the batch as it was', async (_name, obstruct) => {
    const invoice = scene.invoice('100.00');
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    obstruct();
    const { json } = await scene.updateBatch(batchNo);
    expect(json).toMatchObject({
      errors: [
        {
          path: ['useCompany', 'batch_processings', 'updateBatch'],
          extensions: { data: { status_name: 'ProcessingFailed' } },
        },
      ],
      data: {
        useCompany: { batch_processings: { updateBatch: { succeeded: false, voucherJournalNo: null } } },
      },
    });
    expect(await scene.read('batch { totalCount }')).toEqual({ batch: { totalCount: 1 } });
    expect(scene.simulator.ledger(scene.companyId).vouchers).toHaveLength(1);
  });

  it('posts a batch of several lines whole or not at all', async () => {
    const invoice = scene.invoice('100.00');
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    await scene.write(
      `voucher_create(values: [{ batchNo: ${batchNo} voucherNo: null voucherDate: 20260914 valueDate: 20260914 debitAccountType: 3 debitAccountNo: 1579 amountDomestic: 7 }]) { affectedRows }`,
    );
    expect((await scene.updateBatch(batchNo)).json['errors']?.[0]?.['message']).toBe(
      'Voucher 90001 is not in balance.',
    );
    expect(scene.row(invoice.id).outstanding).toBe('100.00');
    await scene.write(
      `voucher_create(values: [{ batchNo: ${batchNo} voucherNo: 90001 voucherDate: 20260914 valueDate: 20260914 creditAccountType: 3 creditAccountNo: 3950 amountDomestic: 7 }]) { affectedRows }`,
    );
    expect((await scene.updateBatch(batchNo)).json['errors']).toBeUndefined();
    const { vouchers } = scene.simulator.ledger(scene.companyId);
    expect(vouchers.slice(1).map(({ postings }) => postings.map(({ amount }) => amount))).toEqual([
      ['100.00', '-100.00'],
      ['7.00', '-7.00'],
    ]);
  });

  it('posts money in a foreign currency on an invoice in it', async () => {
    const invoice = scene.invoice('100.00', { currency: 'EUR' });
    const without = await scene.createBatch('1150.00', invoice.reference, 'KH-1', 'currencyNo: 99');
    expect((await scene.updateBatch(without)).json['errors']).toHaveLength(1);
    const batchNo = await scene.createBatch(
      '1150.00',
      invoice.reference,
      'KH-2',
      'currencyNo: 99 amountInCurrency: 100',
    );
    await scene.updateBatch(batchNo);
    expect(scene.row(invoice.id).outstanding).toBe('0.00');
  });

  it('deletes a batch that must not be posted, and gives no number of a series that has run out', async () => {
    const batchNo = await scene.createBatch('1.00', 'X');
    const { json } = await scene.write(
      `batch_delete(filter: { batchNo: { _eq: ${batchNo} } }) { affectedRows }`,
    );
    expect(json['data']?.['useCompany']?.['batch_delete']).toEqual({ affectedRows: 1 });
    scene.simulator.bookkeeper.endSeries(scene.companyId, 9);
    const next = await scene.createBatch('1.00', 'X');
    expect((await scene.updateBatch(next)).json['errors']?.[0]?.['message']).toBe(
      'Line 1 has no voucher number.',
    );
  });
});
