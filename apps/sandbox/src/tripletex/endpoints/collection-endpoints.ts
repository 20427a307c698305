import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import type { VoucherStatusRow } from '../rows.js';
import { answerList, answerOne } from '../wire/answers.js';
import { mappingFailed, noPermission, NOT_NULL, refused } from '../wire/api-error.js';
import { idIn, type JsonObject, readJsonObject, textIn, WRONG_TYPE } from '../wire/json-body.js';

/** `GET /reminder`: reminders of a window of reminder dates. */
export function listReminders(call: Call): Reply {
  const { query, company, models } = call;
  const { from, to } = query.window('dateFrom', 'dateTo');
  const ids = query.integers('id');
  const termFrom = query.date('termOfPaymentFrom');
  const termTo = query.date('termOfPaymentTo');
  const invoiceId = query.integer('invoiceId');
  const customerId = query.integer('customerId');
  return answerList(call, models.invoicing.reminder, {
    key: `reminders ${from} ${to} ${ids} ${termFrom} ${termTo} ${invoiceId} ${customerId}`,
    search: () =>
      company.remindersByDay
        .range(from, to)
        .filter(
          (row) =>
            (!ids || ids.includes(row.id)) &&
            (!termFrom || row.termOfPayment >= termFrom) &&
            (!termTo || row.termOfPayment < termTo) &&
            (invoiceId === undefined || row.invoice.id === invoiceId) &&
            (customerId === undefined || row.invoice.customer.id === customerId),
        ),
  });
}

const STATUSES = ['WAITING', 'DONE', 'SKIPPED', 'ERROR', 'NONE', 'PROCESSING', 'RECLAIMED'];
const MESSAGES = ['NONE', 'ONGOING', 'NEEDS_APPROVAL', 'WITHDRAWN', 'SETTLED'];

/** `GET /voucherStatus`: open only to integrations that Tripletex registered as debt collectors. */
export function listVoucherStatuses(call: Call): Reply {
  requireRegistration(call);
  const { query, company, models } = call;
  const ids = query.integers('ids');
  const voucherIds = query.integers('voucherIds');
  const status = query.text('status') || undefined;
  const type = query.text('type') || undefined;
  return answerList(call, models.invoicing.voucherStatus, {
    key: `statuses ${ids} ${voucherIds} ${status} ${type}`,
    search: () =>
      company.voucherStatuses.filter(
        (row) =>
          (!ids || ids.includes(row.id)) &&
          (!voucherIds || voucherIds.includes(row.voucher.id)) &&
          (!status || row.status === status) &&
          (!type || type === 'DEBT_COLLECTION'),
      ),
  });
}

/** `POST /voucherStatus`: a new status on an invoice's voucher; older ones stay, the newest counts. */
export function createVoucherStatus(call: Call): Reply {
  requireRegistration(call);
  const { company, world, models } = call;
  const body = readJsonObject(call.request.body);
  const voucherId = idIn(body, 'voucher');
  const voucher = voucherId === undefined ? undefined : company.voucher(voucherId);
  if (!voucher) throw refused({ field: 'voucher.id', message: NOT_NULL });
  const row: VoucherStatusRow = {
    id: company.ids.next('voucherStatus'),
    voucher,
    status: oneOf(body, 'status', STATUSES),
    message: oneOf(body, 'message', MESSAGES),
    referenceNumber: textIn(body, 'referenceNumber'),
    externalObjectUrl: textIn(body, 'externalObjectUrl'),
    comment: textIn(body, 'comment'),
    atMs: world.clock.nowMs(),
  };
  company.voucherStatuses.push(row);
  company.touch();
  return answerOne(call, models.invoicing.voucherStatus, row, 201);
}

function requireRegistration({ world }: Call): void {
  if (!world.options.isDebtCollector) throw noPermission();
}

function oneOf(body: JsonObject, name: string, allowed: readonly string[]): string {
  const value = body[name] ?? 'NONE';
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw mappingFailed(name, WRONG_TYPE);
}
