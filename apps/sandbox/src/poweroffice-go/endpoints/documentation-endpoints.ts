import type { Reply } from '../../server/exchange.js';
import { tinyPdf } from '../../tripletex/pdf.js';
import type { Call } from '../call.js';
import { isVisible, numberOf } from '../document-number.js';
import type { Document } from '../rows.js';
import { listReply, type Model } from '../wire/list.js';
import { cannotCast, invalidRequest, Problem } from '../wire/problem.js';
import { zipOf } from '../wire/zip.js';
import { uuidIn } from './invoice-endpoints.js';

/** `GET /VoucherDocumentation?id=` or `?voucherNo=`: what can be downloaded. */
export function listDocumentation(call: Call): Reply {
  const { world, company, query } = call;
  const id = query.text('id');
  const voucherNo = query.text('voucherNo');
  if (voucherNo !== undefined && !/^\d{1,15}$/.test(voucherNo))
    throw cannotCast(`The value '${voucherNo}' is not valid for voucherNo.`);
  const wanted = id === undefined ? undefined : uuidIn(id);
  const rows = [...company.documents.values()].filter(
    (document) =>
      isVisible(world, document) &&
      (wanted === undefined || document.uuid === wanted) &&
      (voucherNo === undefined || document.number === Number(voucherNo)),
  );
  const model: Model<Document> = {
    HasEhf: (row) => company.invoices.get(row.uuid)?.deliveryType === 'EHF',
    HasImages: () => false,
    HasPdf: (row) => company.invoices.has(row.uuid),
    HasSalesOrderAttachments: () => false,
    IsImported: (row) => row.byIntegration,
    VoucherId: (row) => row.uuid,
    VoucherNo: (row) => numberOf(world, row),
    VoucherType: (row) => row.type,
  };
  return listReply(call, model, rows);
}

/** `GET /VoucherDocumentation/Download`: a zip file, or 204 when there is nothing of the kind. */
export function downloadDocumentation({ company, query }: Call): Reply {
  const sent = query.text('id');
  if (sent === undefined) throw invalidRequest('The id field is required.');
  const invoice = company.invoices.get(uuidIn(sent));
  const type = query.text('documentationType') ?? 'All';
  if (!['Ehf', 'Pdf', 'Images', 'All'].includes(type))
    throw cannotCast(`The value '${type}' is not valid for documentationType.`);
  const name = invoice && `${invoice.document.type}_${invoice.number}`;
  if (!invoice || name === undefined || type === 'Images') return { status: 204, headers: {}, body: '' };
  if (type === 'Ehf') {
    if (invoice.deliveryType !== 'EHF') return { status: 204, headers: {}, body: '' };
    return zip(name, zipOf(`${name}.xml`, Buffer.from(`<Invoice><ID>${invoice.number}</ID></Invoice>`)));
  }
  const lines = [`Faktura ${invoice.number}`, company.options.name, `Forfall ${invoice.dueOn}`];
  return zip(name, zipOf(`${name}.pdf`, tinyPdf(lines)));
}

/** `PUT /VoucherDocumentation?id=`: a PDF on a voucher that the API made. The sandbox does not keep it. */
export function putDocumentation({ company, query, request }: Call): Reply {
  const sent = query.text('id');
  if (sent === undefined) throw invalidRequest('The id field is required.');
  const type = request.headers['content-type'] ?? '';
  if (!type.toLowerCase().startsWith('multipart/form-data'))
    throw new Problem(415, 'Unsupported Media Type', `The content type '${type}' is not supported.`);
  const document = company.documents.get(uuidIn(sent));
  if (!document?.byIntegration)
    throw invalidRequest(`Voucher with id = ${sent} was not imported by the API.`);
  if (!request.body.includes('%PDF')) throw invalidRequest('Only files of type PDF are allowed.');
  return { status: 202, headers: {}, body: '' };
}

function zip(name: string, body: Uint8Array): Reply {
  const headers = {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename=${name}.zip`,
  };
  return { status: 200, headers, body };
}
