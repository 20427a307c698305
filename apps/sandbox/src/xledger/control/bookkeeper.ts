import { addDays } from '@app/domain';
import { unrealOrganizationNumber } from '../../demo/identifiers.js';
import { emailFor } from '../../demo/names.js';
import { amountText } from '../../books/amounts.js';
import { bookInvoice, bookSettling, reverseRow } from '../bookings.js';
import { currencyOf } from '../catalogue.js';
import type { Customer, Entity } from '../entity.js';
import { malformedFields, receive, remind } from '../fill.js';
import type { ArRow } from '../rows.js';
import type { World } from '../world.js';
import { ControlError, dayOf } from '../../control/control-api.js';
import { minorOf } from './read-spec.js';
import type {
  XledgerCompanySpec,
  XledgerCustomerSpec,
  XledgerInvoiceSpec,
  XledgerRowChange,
  XledgerSettlingSpec,
} from './specs.js';

/** What the companies' own people do, behind the API's back. Every method has a control route of the same meaning. */
export class XledgerBookkeeper {
  constructor(private readonly world: World) {}

  addCompany(spec: XledgerCompanySpec = {}): Entity {
    const name = spec.name ?? `Prøveselskap ${this.world.entities.size} AS`;
    const organizationNumber = spec.organizationNumber ?? unrealOrganizationNumber(this.world.random);
    const { parentId } = spec;
    const parent =
      parentId === null ? undefined : parentId === undefined ? this.world.firm : this.company(parentId);
    return this.world.addEntity({ name, organizationNumber, email: emailFor(name), parent });
  }

  addCustomer(companyId: number, spec: XledgerCustomerSpec = {}): Customer {
    const entity = this.company(companyId);
    const name = spec.name ?? `Kunde ${entity.customers.size + 1} AS`;
    return this.world.addCustomer(entity, {
      companyNumber: unrealOrganizationNumber(this.world.random),
      email: emailFor(name),
      phone: '',
      isInactive: false,
      isFactoring: false,
      yourReference: '',
      address: { street: 'Prøveveien 1', zipCode: '0580', place: 'OSLO', country: 'NO' },
      ...spec,
      name,
    });
  }

  changeCustomer(companyId: number, customerId: number, change: XledgerCustomerSpec): Customer {
    const customer = this.customer(companyId, customerId);
    customer.details = { ...customer.details, ...change };
    this.world.customerChanged(customer, 'UPDATED');
    return customer;
  }

  addInvoice(companyId: number, spec: XledgerInvoiceSpec): ArRow {
    const customer = this.customer(companyId, spec.customerId);
    const on = dayOf(spec.date, addDays(this.world.today(), -60));
    const grossMinor = minorOf(spec.amount);
    const currency = currencyOf(spec.currency ?? 'NOK').code;
    const { type, kid, text, malformed } = spec;
    const row = bookInvoice(this.world, {
      customer,
      on,
      dueOn: dayOf(spec.dueDate, addDays(on, 14)),
      grossMinor,
      currency,
      vatPercent: currency === 'NOK' ? 25 : 0,
      source: spec.source ?? 'SO',
      ...(type === undefined ? {} : { type }),
      ...(kid === undefined ? {} : { kid }),
      ...(text === undefined ? {} : { text }),
    });
    row.malformed = typeof malformed === 'string' ? malformedFields(malformed, grossMinor) : malformed;
    return row;
  }

  changeRow(companyId: number, rowId: number, change: XledgerRowChange): ArRow {
    const row = this.row(companyId, rowId);
    const { dueDate, text, isHidden } = change;
    if (dueDate !== undefined) row.dueOn = dueDate === null ? null : dayOf(dueDate, this.world.today());
    if (text !== undefined) row.text = text;
    if (isHidden !== undefined) row.isHidden = isHidden;
    this.world.changed(row);
    return row;
  }

  /** Takes a row out with its voucher; a delta DELETED tells of it. */
  removeRow(companyId: number, rowId: number): void {
    this.world.removeVoucherOf(this.row(companyId, rowId));
  }

  /** A payment that reached the creditor, by OCR or bank. */
  receivePayment(companyId: number, rowId: number, spec: XledgerSettlingSpec): ArRow {
    const row = this.row(companyId, rowId);
    const on = dayOf(spec.date, this.world.today());
    const minor = minorOf(spec.amount ?? amountText(row.remainingMinor));
    const invoiceNumber = spec.namesInvoice === false ? null : row.invoiceNumber;
    const { currency } = row.posting;
    const payment = receive(this.world, row.customer, on, minor, currency, invoiceNumber, spec.source);
    return this.#matched(row, payment, spec);
  }

  /** Money from a customer that nobody knows an invoice for. */
  receiveOnAccount(companyId: number, customerId: number, spec: XledgerSettlingSpec): ArRow {
    const customer = this.customer(companyId, customerId);
    const on = dayOf(spec.date, this.world.today());
    return receive(this.world, customer, on, minorOf(spec.amount ?? 0), 'NOK', null, spec.source);
  }

  addCreditMemo(companyId: number, rowId: number, spec: XledgerSettlingSpec = {}): ArRow {
    const row = this.row(companyId, rowId);
    const memo = bookSettling(this.world, row.customer, {
      on: dayOf(spec.date, this.world.today()),
      minor: spec.amount === undefined ? row.amountMinor : minorOf(spec.amount),
      currency: row.posting.currency,
      kind: 'credit-note',
      accountNumber: 3100,
      facts: {
        type: 'CREDIT_MEMO',
        source: 'AR',
        invoiceNumber: `${row.invoiceNumber ?? ''}K`,
        text: 'Kreditnota',
      },
    });
    return this.#matched(row, memo, spec);
  }

  /** A loss or a rounding booked by hand: a row without a type. */
  writeOff(companyId: number, rowId: number, spec: XledgerSettlingSpec = {}): ArRow {
    const row = this.row(companyId, rowId);
    const loss = bookSettling(this.world, row.customer, {
      on: dayOf(spec.date, this.world.today()),
      minor: minorOf(spec.amount ?? amountText(row.remainingMinor)),
      currency: row.posting.currency,
      kind: 'manual',
      accountNumber: 7830,
      facts: { type: null, source: 'GL', invoiceNumber: row.invoiceNumber, text: 'Tap på fordring' },
    });
    return this.#matched(row, loss, spec);
  }

  addReminder(companyId: number, rowId: number, spec: XledgerSettlingSpec): ArRow {
    const row = this.row(companyId, rowId);
    const [on, feeMinor] = [dayOf(spec.date, this.world.today()), minorOf(spec.amount ?? 0)];
    row.reminderOn = on;
    row.lateFeeMinor += feeMinor;
    this.world.changed(row);
    return remind(this.world, row, on, feeMinor);
  }

  match(companyId: number, rowIds: readonly number[]): boolean {
    return this.world.matching.match(rowIds.map((id) => this.row(companyId, id)));
  }

  unmatch(companyId: number, rowId: number): void {
    this.world.matching.unmatch(this.row(companyId, rowId));
  }

  /** Books the opposite of the row's voucher; what the row had settled is open again. */
  reverseRow(companyId: number, rowId: number, date?: string): ArRow {
    return reverseRow(this.world, this.row(companyId, rowId), dayOf(date, this.world.today()));
  }

  /** `month` is `YYYY-MM`. */
  setPeriodClosed(companyId: number, month: string, isClosed: boolean): void {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new ControlError(`"${month}" is not of the form YYYY-MM.`);
    this.company(companyId).books.setPeriodClosed(month, isClosed);
  }

  setAccountActive(companyId: number, accountNumber: number, isActive: boolean): void {
    const account = this.company(companyId).accounts.find(({ number }) => number === accountNumber);
    if (!account) throw new ControlError(`Company ${companyId} has no account ${accountNumber}.`, 404);
    account.isActive = isActive;
  }

  /** Moves a company out of the firm's tree, or back. */
  setInTree(companyId: number, isInTree: boolean): void {
    const entity = this.company(companyId);
    if (entity === this.world.firm) throw new ControlError('The firm is the top of its tree.', 409);
    entity.parent = isInTree ? this.world.firm : undefined;
  }

  company(companyId: number): Entity {
    const entity = this.world.entities.get(companyId);
    if (!entity) throw new ControlError(`There is no company ${companyId}.`, 404);
    return entity;
  }

  customer(companyId: number, customerId: number): Customer {
    const customer = this.company(companyId).customers.get(customerId);
    if (!customer) throw new ControlError(`Company ${companyId} has no customer ${customerId}.`, 404);
    return customer;
  }

  row(companyId: number, rowId: number): ArRow {
    const row = this.world.ar.get(rowId);
    if (row?.entity.id !== companyId)
      throw new ControlError(`Company ${companyId} has no row ${rowId}.`, 404);
    return row;
  }

  #matched(row: ArRow, other: ArRow, { isMatched = true }: XledgerSettlingSpec): ArRow {
    if (isMatched) this.world.matching.match([row, other]);
    return other;
  }
}
