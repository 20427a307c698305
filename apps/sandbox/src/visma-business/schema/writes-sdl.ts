import type { VismaBusinessUnverified } from '../unverified.js';

const BATCH_INPUT = ['valueDate: Int', 'voucherSeriesNo: Int', 'description: String'];
const VOUCHER_INPUT = [
  'batchNo: Int',
  'voucherNo: Int',
  'voucherDate: Int',
  'valueDate: Int',
  'voucherType: Int',
  'debitAccountType: Int',
  'debitAccountNo: Int',
  'creditAccountType: Int',
  'creditAccountNo: Int',
  'customerNo: Int',
  'amountDomestic: Decimal',
  'currencyNo: Int',
  'amountInCurrency: Decimal',
  'dueDate: Int',
  'text: String',
  'invoiceNo: String',
  'crossReference: String',
  'externalReference1: String',
];

/** Inserts, deletion and the posting of a batch (docs.vismasoftware.no/businessnxtapi/examples/howto/batch). */
export function writesSdl({ missingColumns }: VismaBusinessUnverified): string {
  const shown = (type: string, columns: readonly string[]): string =>
    columns
      .filter((column) => !missingColumns.includes(`${type}.${column.split(':')[0] ?? ''}`))
      .join('\n  ');
  return `
type Mutation_UseCompany {
  batch_create(values: [Batch_Input!]!, suggest: Suggest_Batch_Input, onError: OnError): Mutation_UseCompany_Batch_Result
  voucher_create(values: [Voucher_Input!]!, suggest: Suggest_Voucher_Input, onError: OnError): Mutation_UseCompany_Voucher_Result
  crossReference_create(values: [CrossReference_Input!]!, onError: OnError): Mutation_UseCompany_CrossReference_Result
  batch_delete(filter: FilterExpression_Batch): Mutation_UseCompany_Batch_DeleteResult
  batch_processings: BatchProcessings
}
type BatchProcessings { updateBatch(filter: FilterExpression_Batch): BatchProcessings_UpdateBatch_Result }
type BatchProcessings_UpdateBatch_Result { succeeded: Boolean voucherJournalNo: Int }
type Mutation_UseCompany_Batch_Result { affectedRows: Int items: [Batch] }
type Mutation_UseCompany_Voucher_Result { affectedRows: Int items: [Voucher] }
type Mutation_UseCompany_CrossReference_Result { affectedRows: Int items: [CrossReference] }
type Mutation_UseCompany_Batch_DeleteResult { affectedRows: Int }
type CrossReference { batchNo: Int lineNo: Int crossReference: String }
input Batch_Input {
  ${shown('Batch_Input', BATCH_INPUT)}
  vouchers: [Voucher_Input]
}
input Voucher_Input {
  ${shown('Voucher_Input', VOUCHER_INPUT)}
}
input CrossReference_Input { batchNo: Int lineNo: Int crossReference: String }
input Suggest_Batch_Input { voucherSeriesNo: Boolean valueDate: Boolean }
input Suggest_Voucher_Input { voucherNo: Boolean voucherType: Boolean text: Boolean }
`;
}
