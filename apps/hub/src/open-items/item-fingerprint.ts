import { hash } from 'node:crypto';
import type { Debtor, OpenItem } from '@app/domain';

/**
 * A short text that changes when anything the hub stores about the item changes, its debtor's data excepted.
 * Two readings with the same text need no write.
 */
export function itemFingerprint(item: OpenItem): string {
  return once(ofItems, item, itemDigest);
}

export function debtorFingerprint(debtor: Debtor): string {
  return once(ofDebtors, debtor, debtorDigest);
}

/** Readings are never changed, and the same one comes by more than once: in many rows of a page, before a hand-over. */
const ofItems = new WeakMap<OpenItem, string>();
const ofDebtors = new WeakMap<Debtor, string>();

function once<T extends object>(known: WeakMap<T, string>, of: T, make: (of: T) => string): string {
  let fingerprint = known.get(of);
  if (fingerprint === undefined) {
    fingerprint = make(of);
    known.set(of, fingerprint);
  }
  return fingerprint;
}

function itemDigest(item: OpenItem): string {
  return digest([
    item.kind,
    item.invoiceNumber,
    item.invoicedOn,
    item.dueOn,
    item.original.currency,
    item.original.minor.toString(),
    item.outstanding.minor.toString(),
    item.paymentReference ?? null,
    item.ledgerDebtorId,
    item.voucherId ?? null,
    item.holds.map((hold) => [hold.reason, hold.until ?? null, hold.detail ?? null]),
    item.notices.map((notice) => [
      notice.kind,
      notice.sentOn,
      notice.payBy ?? null,
      notice.fee?.minor.toString() ?? null,
    ]),
    item.movements
      .map((m) => [
        m.postingId,
        m.voucherId ?? null,
        m.kind,
        m.bookedOn,
        m.change.minor.toString(),
        m.reverses ?? null,
        m.writeBackKey ?? null,
      ])
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  ]);
}

function debtorDigest(debtor: Debtor): string {
  // Field by field: an image that has been in a `jsonb` column comes back with its keys in another order.
  return digest([
    debtor.ledgerDebtorId,
    debtor.kind,
    debtor.name,
    debtor.customerNumber ?? null,
    debtor.organisationNumber ?? null,
    debtor.emails,
    debtor.phones,
    debtor.address
      ? [
          debtor.address.lines,
          debtor.address.postalCode,
          debtor.address.city,
          debtor.address.countryCode ?? null,
        ]
      : null,
    debtor.language ?? null,
    debtor.factored,
    // Most have none, and are then what they were before there were groups: no upgrade writes them all anew.
    ...(debtor.groups ? [debtor.groups] : []),
  ]);
}

function digest(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64url');
}
