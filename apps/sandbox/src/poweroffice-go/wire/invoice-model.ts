import { addDays } from '@app/domain';
import type { Invoice } from '../rows.js';
import { stampAt } from '../stamps.js';
import type { World } from '../world.js';
import { alphabetical, Forms, nulls } from './forms.js';
import { decimal, rate, type Value } from './json.js';
import type { Model } from './list.js';

/** `OutgoingInvoiceDto`: the header of a sent invoice or credit note. */
export function invoiceModel(world: World): Model<Invoice> {
  const forms = new Forms(world.switches);
  const nowMs = world.nowMs();
  const plain: Record<string, (row: Invoice) => Value> = {
    ...nulls(
      'ContractNo',
      'CustomMatchingReference',
      'CustomerReferenceContactPersonId',
      'DeliveryAddress1',
      'DeliveryAddress2',
      'DeliveryAddressCity',
      'DeliveryAddressCountryCode',
      'DeliveryAddressZipCode',
      'DeliveryDate',
      'DeliveryTerm',
      'DeliveryTermId',
      'DepartmentCode',
      'DepartmentId',
      'Dim1Code',
      'Dim1Id',
      'Dim2Code',
      'Dim2Id',
      'Dim3Code',
      'Dim3Id',
      'ImportedOrderNo',
      'LocationCode',
      'LocationId',
      'ProjectCode',
      'ProjectId',
      'PurchaseOrderReference',
      'SellersReferenceEmployeeId',
      'SellersReferenceEmployeeNo',
    ),
    Balance: (row) => decimal(row.entry.balanceMinor),
    BalanceLastChangedDateTimeOffset: (row) => forms.stamp(row.entry.changedAt),
    BrandingThemeCode: () => '1',
    BrandingThemeId: () => 20_011,
    Cid: (row) => row.kid,
    CreatedDateTimeOffset: (row) => forms.stamp(row.document.createdAt),
    CurrencyCode: (row) => row.currency,
    CurrencyExchangeRate: (row) => rate(row.ratePer10k),
    CustomerId: (row) => row.customer.id,
    CustomerNo: (row) => row.customer.number,
    CustomerReference: (row) => row.customerReference,
    DueDate: (row) => forms.day(row.dueOn),
    ExternalImportReference: (row) => row.document.externalImportReference,
    Id: (row) => row.document.uuid,
    InvoiceDeliveryType: (row) => row.deliveryType,
    InvoiceNo: (row) => row.number,
    IsCreatedByCurrentIntegration: (row) => row.document.byIntegration,
    IsReversed: (row) => row.document.voucher.reversedBy !== undefined,
    LastChangedDateTimeOffset: (row) => forms.stamp(lastChanged(row, nowMs)),
    MatchId: (row) => row.entry.matchId,
    NetAmount: (row) => decimal(row.netMinor),
    NetPostedAmount: (row) => decimal(row.netBaseMinor),
    OrderDate: (row) => forms.day(row.on),
    OrderNo: (row) => row.number - 4_000,
    PaymentTerm: () => 14,
    PaymentTermId: () => 47_001,
    RelatedInvoiceNo: (row) => row.relatedInvoiceNo,
    SentDateTimeOffset: (row) => forms.stamp(row.sentAt),
    TotalAmount: (row) => decimal(row.grossMinor),
    TotalPostedAmount: (row) => decimal(row.grossBaseMinor),
    VoucherDate: (row) => forms.day(row.on),
    VoucherNo: (row) => row.document.number,
    VoucherType: (row) => row.document.type,
  };
  return alphabetical(withMalformed(plain, (row) => row.malformed));
}

/** Lets the values that a malformed row shows win over the true ones. */
export function withMalformed<R>(
  model: Readonly<Record<string, (row: R) => Value>>,
  malformed: (row: R) => Readonly<Record<string, unknown>> | undefined,
): Record<string, (row: R) => Value> {
  return Object.fromEntries(
    Object.entries(model).map(([name, read]) => [
      name,
      (row: R) => {
        const values = malformed(row);
        return values && Object.hasOwn(values, name) ? (values[name] as Value) : read(row);
      },
    ]),
  );
}

/** It also moves when the invoice falls due, in the first hours of the day after. */
function lastChanged({ changedAt, entry, dueOn }: Invoice, nowMs: number): string {
  const latest = changedAt > entry.changedAt ? changedAt : entry.changedAt;
  const dueMs = Date.parse(`${addDays(dueOn, 1)}T00:05:11.003Z`);
  const fellDue = stampAt(dueMs, 4_567);
  return dueMs <= nowMs && fellDue > latest ? fellDue : latest;
}
