import { BooksRefusedError, PeriodClosedError } from '../../books/errors.js';
import type { Voucher } from '../../books/entries.js';
import { jsonReply, type Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { answerList, answerOne } from '../wire/answers.js';
import { ApiError, invalidParameters, noPermission, notFound, NOT_NULL, refused } from '../wire/api-error.js';
import { readInteger } from '../wire/parameters.js';
import { readVoucherBody, type VoucherBody } from '../wire/voucher-body.js';
import { periodClosed } from './payment-endpoint.js';

/** `GET /ledger/voucher`; its envelope counts the postings too. */
export function listVouchers(call: Call): Reply {
  const { query, company, models } = call;
  const { from, to } = query.window('dateFrom', 'dateTo');
  const ids = query.integers('id');
  const numbers = query.integers('number');
  return answerList(call, models.ledger.voucher, {
    key: `vouchers ${from} ${to} ${ids} ${numbers}`,
    search: () =>
      company.rights.ledger
        ? company.books.vouchersByDay
            .range(from, to)
            .filter((row) => (!ids || ids.includes(row.id)) && (!numbers || numbers.includes(row.number)))
        : [],
    extra: (rows) => `,"totalNumberOfPostings":${rows.reduce((sum, row) => sum + row.postings.length, 0)}`,
  });
}

export function getVoucher(call: Call): Reply {
  if (!call.company.rights.ledger) throw notFound();
  return answerOne(call, call.models.ledger.voucher, voucherAt(call));
}

/** `GET /ledger/voucher/>externalVoucherNumber`. */
export function findByExternalNumber(call: Call): Reply {
  const { query, company, models } = call;
  const wanted = query.text('externalVoucherNumber') ?? '';
  if (wanted === '') throw invalidParameters([{ field: 'externalVoucherNumber', message: NOT_NULL }]);
  return answerList(call, models.ledger.voucher, {
    key: `external ${wanted}`,
    search: () => company.books.byExternalNumber(wanted),
  });
}

/** `PUT /ledger/voucher/{id}/:reverse`: answers the reversing voucher. */
export function reverseVoucher(call: Call): Reply {
  const { query, company, models } = call;
  if (!company.rights.advancedVoucher) throw noPermission();
  const voucher = voucherAt(call);
  const on = query.date('date');
  if (on === undefined) throw refused({ field: 'date', message: NOT_NULL });
  if (voucher.kind === 'invoice' || voucher.kind === 'credit-note') {
    throw refused({ field: null, message: 'Bilaget kan ikke tilbakeføres.' });
  }
  try {
    const reversal = company.books.reverse(
      voucher,
      on,
      `Tilbakeføring av bilag ${voucher.number}-${voucher.on.slice(0, 4)}`,
    );
    return answerOne(call, models.ledger.voucher, reversal);
  } catch (error) {
    throw asRefusal(error);
  }
}

/**
 * `POST /ledger/voucher?sendToLedger=`: a voucher of the caller's own. With `sendToLedger=false` it only waits for the
 * accountant. Only gross amounts count: a body with `amount` alone is booked with zeros, and answered 201.
 */
export function createVoucher(call: Call): Reply {
  const { query, company, models, world, request } = call;
  const isSent = query.flag('sendToLedger') ?? true;
  if (isSent && !company.rights.advancedVoucher) throw noPermission();
  const body = readVoucherBody(company, request.body);
  if (
    world.switches.externalVoucherNumberUnique &&
    company.books.byExternalNumber(body.externalNumber).length > 0
  ) {
    throw new ApiError(409, 14000, {
      message: 'Duplicate entry',
      developerMessage: 'An entry already exist',
    });
  }
  if (!isSent) return parked(call, body);
  try {
    const voucher = company.books.post({ ...body, kind: 'manual', postings: body.postings });
    voucher.version = 5;
    if (world.switches.voucherInvoiceNumberPays) attachByNumber(call, voucher);
    return answerOne(call, models.ledger.voucher, voucher, 201);
  } catch (error) {
    throw asRefusal(error);
  }
}

function attachByNumber({ company }: Call, voucher: Voucher): void {
  for (const posting of voucher.postings) {
    const invoice = company.invoicesByNumber.get(Number(posting.documentNumber));
    if (
      !invoice?.charged ||
      invoice.customer.id !== posting.customerId ||
      posting.account.role !== 'customers'
    )
      continue;
    company.books.attachTo(invoice.charged.item, posting);
  }
}

function parked({ company, world }: Call, body: VoucherBody): Reply {
  const row = {
    id: company.ids.next('voucher'),
    tempNumber: company.parkedVouchers.length + 1,
    on: body.on,
    text: body.text,
    externalNumber: body.externalNumber,
  };
  company.parkedVouchers.push(row);
  const value = {
    id: row.id,
    version: 1,
    url: `${world.options.urlBase}/ledger/voucher/${row.id}`,
    date: row.on,
    number: 0,
    tempNumber: row.tempNumber,
    year: Number(row.on.slice(0, 4)),
    description: row.text,
    voucherType: null,
    reverseVoucher: null,
    postings: [],
    externalVoucherNumber: row.externalNumber,
  };
  return jsonReply(201, JSON.stringify({ value }));
}

function asRefusal(error: unknown): unknown {
  if (error instanceof PeriodClosedError) return periodClosed('date');
  if (error instanceof BooksRefusedError) return refused({ field: null, message: REFUSALS[error.reason] });
  return error;
}

const REFUSALS: Readonly<Record<BooksRefusedError['reason'], string>> = {
  unbalanced: 'Summen av posteringene på bilaget må være 0.',
  empty: 'Et bilag kan ikke registreres uten posteringer.',
  'no-customer': 'Kunde mangler.',
  'not-whole-minor-units': 'Verdien er ikke av korrekt type for dette feltet.',
  'already-reversed': 'Bilaget er allerede tilbakeført.',
  'not-matching': 'Postene kan ikke lukkes mot hverandre.',
};

function voucherAt({ company, path }: Call): Voucher {
  const voucher = company.voucher(readInteger(path['id'] ?? ''));
  if (!voucher) throw notFound();
  return voucher;
}
