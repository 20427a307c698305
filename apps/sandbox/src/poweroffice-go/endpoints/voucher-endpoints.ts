import { jsonReply, type Reply } from '../../server/exchange.js';
import { postBankJournal } from '../bank-journal.js';
import type { Call } from '../call.js';
import { numberOf } from '../document-number.js';
import { reverseWithMatches } from '../payments.js';
import type { Document } from '../rows.js';
import { Forms } from '../wire/forms.js';
import { decimal, NumberText, rate, type Value, writeJson } from '../wire/json.js';
import { notFound, voucherInvalid } from '../wire/problem.js';
import { readBankJournal } from './bank-journal-body.js';
import { uuidIn } from './invoice-endpoints.js';

/** `POST /Vouchers/BankJournals`: posted at once, and never to be edited. */
export function createBankJournal(call: Call): Reply {
  const { document } = postBankJournal(call, readBankJournal(call));
  return jsonReply(201, writeJson(bankVoucher(call, document)));
}

/** `GET /Vouchers/BankJournals/{id}`: only what this integration made by the call above. */
export function getBankJournal(call: Call): Reply {
  return jsonReply(200, writeJson(bankVoucher(call, ownDocument(call))));
}

/** `POST /Vouchers/Reverse/{id}`: the opposite voucher, on the same posting date unless that is locked. */
export function reverseVoucher(call: Call): Reply {
  const { world, company } = call;
  const document = ownDocument(call);
  if (document.voucher.reversedBy)
    throw voucherInvalid(`Voucher with id = ${document.uuid} is already reversed.`);
  const { on } = document.voucher;
  reverseWithMatches(company, document, {
    on: on > company.lockDate ? on : world.today(),
    byIntegration: true,
    match: world.switches.reversalAndMatch,
  });
  switch (world.switches.reversalAnswer) {
    case 'body':
      return jsonReply(200, JSON.stringify({ IsReversed: true, VoucherId: document.uuid }));
    case 'empty-200':
      return { status: 200, headers: {}, body: '' };
    case 'empty-202':
      return { status: 202, headers: {}, body: '' };
  }
}

function ownDocument({ company, path }: Call): Document {
  const id = uuidIn(path['id']);
  const document = company.documents.get(id);
  if (!document?.sent) throw notFound(`Voucher with id = ${id} not found.`);
  return document;
}

const KEPT_TEXTS = ['Cid', 'CustomMatchingReference', 'Description', 'ExternalLineReference', 'InvoiceNo'];
const KEPT_NUMBERS = ['DepartmentId', 'Dim1Id', 'Dim2Id', 'Dim3Id', 'LocationId', 'ProductId', 'ProjectId'];

/** `BankVoucherDto`. */
function bankVoucher({ world }: Call, document: Document): Value {
  const { sent, voucher } = document;
  if (!sent) throw new Error(`Voucher ${document.uuid} was not made by the API.`);
  const { header } = sent;
  const forms = new Forms(world.switches);
  const createdAt = forms.stamp(document.createdAt);
  return {
    CreatedDateTimeOffset: createdAt,
    CurrencyCode: asValue(header['CurrencyCode']),
    Description: asValue(header['Description']),
    ExternalImportReference: document.externalImportReference,
    Id: document.uuid,
    ImportedVoucherNo: asValue(header['ImportedVoucherNo']),
    IsReversed: voucher.reversedBy !== undefined,
    SaftBatchId: asValue(header['SaftBatchId']),
    SaftSourceId: asValue(header['SaftSourceId']),
    VoucherDate: forms.day(voucher.on),
    VoucherLines: sent.lines.map((line, i): Value => {
      const fields: Record<string, Value> = {
        AccountId: asValue(line['AccountId']),
        CreatedDateTimeOffset: createdAt,
        CurrencyAmount: decimal(voucher.postings[i]?.currencyMinor ?? 0),
        CurrencyCode: asValue(line['CurrencyCode'] ?? header['CurrencyCode']),
        CurrencyExchangeRate:
          typeof line['CurrencyExchangeRate'] === 'number'
            ? rate(Math.round(line['CurrencyExchangeRate'] * 10_000))
            : null,
        Id: sent.lineIds[i] ?? 0,
        PostingDate: forms.day(String(line['PostingDate']).slice(0, 10)),
        Quantity: asValue(line['Quantity']),
        Quantity2: asValue(line['Quantity2']),
        VatId: asValue(line['VatId']),
        VatReturnSpecification: asValue(line['VatReturnSpecification'] ?? 'None'),
      };
      for (const name of [...KEPT_TEXTS, ...KEPT_NUMBERS]) fields[name] = asValue(line[name]);
      return fields;
    }),
    VoucherNo: numberOf(world, document),
  };
}

function asValue(sent: unknown): Value {
  return typeof sent === 'number' ? new NumberText(String(sent)) : typeof sent === 'string' ? sent : null;
}
