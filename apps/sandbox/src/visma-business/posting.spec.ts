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
});
