import { isLocalDate } from '@app/domain';
import type { PostingDraft } from '../books/entries.js';
import { amountText } from '../books/amounts.js';
import { addRow } from './bookings.js';
import { toKroner } from './catalogue.js';
import { localMidnight } from '../server/local-time.js';
import type { ArRow, ImportRow, RowType } from './rows.js';
import type { World } from './world.js';

/** Rows with this `jobLevel.dbSubId` are taken by the job; others wait for a person. The vendor's own example sends 1. */
export const READY_LEVEL = 1;
const POSTED_LEVEL = 9;
const NIGHT_MS = 2 * 3_600_000;
const DAY_MS = 86_400_000;
const TYPES = new Set(['INVOICE', 'CREDIT_MEMO', 'ELECTRONIC_PAYMENT', 'PAYMENT', 'REMINDER']);

/**
 * Runs what has fallen due, as of the instant at which it did: the posting job at its first slot, since nothing changes in
 * between, and the matching of the nights at two o'clock.
 */
export function catchUp(world: World): void {
  const { postingJob } = world.options;
  const nowMs = world.clock.nowMs();
  const from = world.jobsRunUntilMs;
  if (nowMs <= from) return;
  world.jobsRunUntilMs = nowMs;
  const due: { readonly atMs: number; readonly run: () => void }[] = [];
  if (typeof postingJob === 'object') {
    const stepMs = postingJob.everyMinutes * 60_000;
    due.push({ atMs: (Math.floor(from / stepMs) + 1) * stepMs, run: () => void runPostingJob(world) });
  }
  if (world.switches.autoMatchOnImport === 'nightly') {
    const run = (): void => void matchImported(world);
    const tonight = localMidnight(nowMs) + NIGHT_MS;
    const newest = tonight <= nowMs ? tonight : tonight - DAY_MS;
    due.push({ atMs: newest, run });
  }
  due.sort((a, b) => a.atMs - b.atMs);
  for (const { atMs, run } of due) if (atMs > from && atMs <= nowMs) world.at(atMs, run);
}

/** Posts every waiting voucher that stands up to the checks, and writes an error beside each row of the others. */
export function runPostingJob(world: World): { readonly posted: number; readonly rejected: number } {
  const vouchers = new Map<string, ImportRow[]>();
  for (const row of world.importRows.values()) {
    if (row.state !== 'waiting' || row.jobLevel !== READY_LEVEL) continue;
    const { trRegNumber, sourceCode, postedDate } = row.fields;
    const key = `${row.entity.id}/${trRegNumber ?? `row ${row.id}`}/${sourceCode ?? ''}/${postedDate ?? ''}`;
    const rows = vouchers.get(key);
    if (rows) rows.push(row);
    else vouchers.set(key, [row]);
  }
  let [posted, rejected] = [0, 0];
  for (const rows of vouchers.values()) {
    const reason = objection(rows);
    if (reason === undefined) {
      post(world, rows);
      posted += 1;
    } else {
      for (const row of rows) reject(world, row, reason);
      rejected += 1;
    }
  }
  return { posted, rejected };
}

/** Matches posted lines that nobody matched with the rows of the invoice they name. */
export function matchImported(world: World): number {
  let count = 0;
  for (const row of world.ar.all()) {
    if (row.importedAtMs !== undefined && row.matchId === 0 && matchByNumber(world, row)) count += 1;
  }
  return count;
}

function objection(rows: readonly ImportRow[]): string | undefined {
  let sum = 0;
  for (const { fields, entity } of rows) {
    const { account, postedDate, customer } = fields;
    const minor = baseMinor(fields);
    if (!account) return 'Konto mangler.';
    if (!account.isActive) return `Konto ${account.number} er sperret for postering.`;
    if (postedDate === null || !isLocalDate(postedDate)) return 'Bilagsdato mangler eller er ugyldig.';
    if (entity.books.isClosed(postedDate)) return `Perioden for ${postedDate} er lukket.`;
    if (minor === null) return 'Beløp mangler.';
    if (account.role === 'customers' && !customer) return `Konto ${account.number} krever reskontro.`;
    if (account.role !== 'customers' && customer) return `Konto ${account.number} har ikke reskontro.`;
    sum += minor;
  }
  return sum === 0 ? undefined : `Bilaget er ikke i balanse: ${amountText(sum)}.`;
}

function post(world: World, rows: readonly ImportRow[]): void {
  const [first] = rows;
  const postedDate = first?.fields.postedDate;
  if (!first || !postedDate || !isLocalDate(postedDate)) throw new Error('The voucher was not checked.');
  const ordered = [...rows].sort(
    (a, b) => (a.fields.trItemNumber ?? 0) - (b.fields.trItemNumber ?? 0) || a.id - b.id,
  );
  const isSettling = ordered.some(({ fields }) => fields.customer && (baseMinor(fields) ?? 0) < 0);
  const voucher = first.entity.books.post({
    on: postedDate,
    text: first.text ?? '',
    kind: isSettling ? 'payment' : 'manual',
    externalNumber: first.extIdentifier ?? '',
    postings: ordered.map(draftOf),
  });
  const made: ArRow[] = [];
  ordered.forEach((row, line) => {
    const { fields } = row;
    row.state = 'posted';
    row.jobLevel = POSTED_LEVEL;
    row.lastError = undefined;
    row.modifiedAtMs = world.nowMs();
    if (!world.switches.postedImportRowsKept) world.importRows.delete(row.id);
    if (!fields.customer) return;
    const typeName = fields.typeName ?? (world.switches.importedType === 'PAYMENT' ? 'PAYMENT' : null);
    made.push(
      addRow(world, fields.customer, voucher, line, {
        type: typeName !== null && TYPES.has(typeName) ? (typeName as RowType) : null,
        source: fields.sourceCode ?? 'GL',
        invoiceNumber: fields.invoiceNumber,
        invoiceDate: dayOrNull(fields.invoiceDate),
        dueOn: dayOrNull(fields.dueDate),
        paymentReference: fields.paymentReference,
        extIdentifier: row.extIdentifier,
        trRegNumber: fields.trRegNumber ?? 0,
        text: row.text,
        importedAtMs: world.nowMs(),
      }),
    );
  });
  if (world.switches.autoMatchOnImport === 'exact') for (const row of made) matchByNumber(world, row);
}

/** A credit settles the invoice of its number; a debit takes back an imported credit of the same amount and number. */
function matchByNumber(world: World, row: ArRow): boolean {
  if (row.invoiceNumber === null) return false;
  const others = [...world.ar.withInvoiceNumber(row.invoiceNumber)].filter(
    (other) => other !== row && other.customer === row.customer,
  );
  if (row.amountMinor < 0) {
    const invoice = others.find((other) => other.type === 'INVOICE' || other.importedAtMs === undefined);
    return invoice !== undefined && world.matching.match([invoice, row]);
  }
  const taken = others.findLast(
    (other) =>
      other.importedAtMs !== undefined &&
      other.amountMinor === 0 - row.amountMinor &&
      !isTakenBack(world, other),
  );
  if (!taken) return false;
  world.matching.unmatch(taken);
  return world.matching.match([taken, row]);
}

function isTakenBack(world: World, row: ArRow): boolean {
  return [...world.ar.withMatch(row.matchId)].some(
    (other) => other.importedAtMs !== undefined && other.amountMinor > 0,
  );
}

function reject(world: World, row: ImportRow, message: string): void {
  if (row.lastError === message) return;
  row.lastError = message;
  row.modifiedAtMs = world.nowMs();
  world.importErrors.push({
    id: world.ids.next('importError'),
    entity: row.entity,
    importRowId: row.id,
    message,
    createdAtMs: world.nowMs(),
  });
}

function draftOf({ fields, text }: ImportRow): PostingDraft {
  const { account, customer, invoiceNumber } = fields;
  const amountMinor = baseMinor(fields);
  if (!account || amountMinor === null) throw new Error('The voucher was not checked.');
  const currency = fields.currency ?? 'NOK';
  return {
    account,
    amountMinor,
    currency,
    currencyMinor: currency === 'NOK' ? amountMinor : (fields.invoiceAmountMinor ?? amountMinor),
    customerId: customer?.id,
    documentNumber: invoiceNumber ?? '',
    text: text ?? '',
  };
}

/** The amount in kroner; from the line's own currency when only that was sent. */
function baseMinor({ amountMinor, invoiceAmountMinor, currency }: ImportRow['fields']): number | null {
  if (amountMinor !== null) return amountMinor;
  return invoiceAmountMinor === null ? null : toKroner(invoiceAmountMinor, currency ?? 'NOK');
}

function dayOrNull(text: string | null): ArRow['dueOn'] {
  return text !== null && isLocalDate(text) ? text : null;
}
