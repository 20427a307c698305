import { addDays } from '@app/domain';
import { unrealOrganizationNumber } from '../../demo/identifiers.js';
import { emailFor } from '../../demo/names.js';
import { ControlError, dayOf, minorOf } from '../../tripletex/control/read-spec.js';
import { bookInvoice, bookSettling, reverseRow } from '../bookings.js';
import { currencyOf } from '../catalogue.js';
import type { Company } from '../company.js';
import { BLANK_DETAILS, malformedColumns } from '../fill.js';
import { match, unmatch } from '../matching.js';
import type { Access, Person, Principal } from '../oauth/principals.js';
import type { Associate, Batch, LedgerRow } from '../rows.js';
import type { World } from '../world.js';
import type {
  AmountText,
  VismaCompanyChange,
  VismaCompanySpec,
  VismaCustomerSpec,
  VismaInvoiceSpec,
  VismaPersonSpec,
  VismaRowChange,
  VismaSettlingSpec,
} from './specs.js';

/** What the companies' own people do, behind the API's back. Every method has a control route of the same meaning. */
export class VismaBusinessBookkeeper {
  readonly #changed = (row: LedgerRow): void => this.world.changed(row);

  constructor(private readonly world: World) {}

  addCompany(spec: VismaCompanySpec = {}): Company {
    const { world } = this;
    const name = spec.name ?? `Prøveselskap ${world.companies.size + 1} AS`;
    const office = spec.isOutsideFirm === true ? world.addOffice(name) : world.firm;
    const company = world.addCompany({
      name,
      organizationNumber: spec.organizationNumber ?? unrealOrganizationNumber(world.random),
      email: emailFor(name),
      officeId: office.id,
      currency: spec.currency ?? 'NOK',
    });
    this.changeCompany(company.id, spec);
    return company;
  }

  /** A new matching method holds for what is posted from here on. */
  changeCompany(companyId: number, { matchingMethod, calculatesInterest }: VismaCompanyChange): void {
    const company = this.company(companyId);
    if (matchingMethod !== undefined) {
      if (![0, 1, 2, 3, 4, 5].includes(matchingMethod))
        throw new ControlError(`${String(matchingMethod)} is no matching method; 0 to 5 are.`);
      company.matchingMethod = matchingMethod;
    }
    if (calculatesInterest !== undefined) company.calculatesInterest = calculatesInterest;
    this.world.changes += 1;
  }

  addPerson({ name = 'Nora Nybakk', email, access = {} }: VismaPersonSpec): Person {
    const person = this.world.addPerson(name, email ?? emailFor(name, 'meg'));
    for (const [companyId, group] of Object.entries(access))
      this.setAccess(Number(companyId), group, person.id);
    return person;
  }

  /** An access group in a company for a person or a service's client; null takes it away. Default the first person. */
  setAccess(companyId: number, access: Access | null, principalId?: string): void {
    const { id } = this.company(companyId);
    const principal = this.principal(principalId);
    if (access === null) principal.access.delete(id);
    else principal.access.set(id, access);
    this.world.changes += 1;
  }

  addCustomer(companyId: number, spec: VismaCustomerSpec = {}): Associate {
    const company = this.company(companyId);
    const name = spec.name ?? `Kunde ${company.associates.size + 1} AS`;
    const associate = company.addAssociate({
      ...BLANK_DETAILS,
      companyNo: unrealOrganizationNumber(this.world.random),
      emailAddress: emailFor(name),
      addressLine1: 'Prøveveien 1',
      postCode: '0580',
      postalArea: 'OSLO',
      ...spec,
      name,
    });
    this.world.changes += 1;
    return associate;
  }

  changeCustomer(companyId: number, customerNo: number, change: VismaCustomerSpec): Associate {
    const associate = this.customer(companyId, customerNo);
    associate.details = { ...associate.details, ...change };
    this.world.changed(associate);
    return associate;
  }

  addInvoice(companyId: number, spec: VismaInvoiceSpec): LedgerRow {
    const associate = this.customer(companyId, spec.customerNo);
    const on = dayOf(spec.date, addDays(this.world.today(), -60));
    const grossMinor = minorOf(spec.amount);
    const domestic = associate.company.options.currency;
    const currency = spec.currency ?? domestic;
    if (!isKnown(currency)) throw new ControlError(`The sandbox keeps no currency ${currency}.`);
    const { kid, text, malformed, invoiceNo } = spec;
    const row = bookInvoice(this.world, {
      associate,
      on,
      dueOn: dayOf(spec.dueDate, addDays(on, 14)),
      grossMinor,
      currency,
      vatPercent: currency === domestic ? 25 : 0,
      ...(kid === undefined ? {} : { cid: kid ?? '' }),
      ...(text === undefined ? {} : { text }),
      ...(invoiceNo === undefined ? {} : { invoiceNo }),
    });
    row.malformed = typeof malformed === 'string' ? malformedColumns(malformed, grossMinor) : malformed;
    if (spec.isOld === true) row.changedAtMs = this.world.options.timestampsSinceMs - 1;
    return row;
  }

  changeRow(companyId: number, rowId: number, change: VismaRowChange): LedgerRow {
    const row = this.row(companyId, rowId);
    const { dueDate, stopCollectionDate, isHidden } = change;
    const today = this.world.today();
    if (dueDate !== undefined) row.dueOn = dueDate === null ? undefined : dayOf(dueDate, today);
    if (stopCollectionDate !== undefined)
      row.stopCollectionOn = stopCollectionDate === null ? undefined : dayOf(stopCollectionDate, today);
    row.noReminders = change.noReminders ?? row.noReminders;
    row.debtCollectionCaseNo = change.debtCollectionCaseNo ?? row.debtCollectionCaseNo;
    row.debtCollectionStatus = change.debtCollectionStatus ?? row.debtCollectionStatus;
    row.paymentSuggested = change.paymentSuggested ?? row.paymentSuggested;
    if (isHidden !== undefined) row.isHidden = isHidden;
    this.world.changed(row);
    return row;
  }

  /** Takes a row out with its voucher, as if it never was. */
  removeRow(companyId: number, rowId: number): void {
    this.world.removeRow(this.row(companyId, rowId));
  }

  /** A payment that reached the creditor. */
  receivePayment(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const payment = bookSettling(this.world, row.associate, {
      kind: 'payment',
      on: dayOf(spec.date, this.world.today()),
      minor: this.#minorOf(spec.amount, row.outstandingMinor),
      currency: row.posting.currency,
      account: 'bank',
      text: 'Innbetaling',
      ...(spec.namesInvoice === false ? {} : { invoiceNo: row.invoiceNo, crossReference: row.reference }),
    });
    return this.#matched(row, payment, spec);
  }

  /** Money from a customer that nobody knows an invoice for. */
  receiveOnAccount(companyId: number, customerNo: number, spec: VismaSettlingSpec): LedgerRow {
    const associate = this.customer(companyId, customerNo);
    return bookSettling(this.world, associate, {
      kind: 'payment',
      on: dayOf(spec.date, this.world.today()),
      minor: minorOf(spec.amount ?? 0),
      currency: associate.company.options.currency,
      account: 'bank',
      text: 'Innbetaling uten referanse',
    });
  }

  addCreditNote(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const note = bookSettling(this.world, row.associate, {
      kind: 'credit-note',
      on: dayOf(spec.date, this.world.today()),
      minor: this.#minorOf(spec.amount, row.amountMinor),
      currency: row.posting.currency,
      account: 'vat-free-sales',
      text: `Kreditnota til faktura ${row.invoiceNo}`,
      ...(spec.namesInvoice === false ? {} : { invoiceNo: row.invoiceNo, crossReference: row.reference }),
    });
    return this.#matched(row, note, spec);
  }

  /** A loss booked by hand. */
  writeOff(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const loss = bookSettling(this.world, row.associate, {
      kind: 'loss',
      on: dayOf(spec.date, this.world.today()),
      minor: this.#minorOf(spec.amount, row.outstandingMinor),
      currency: row.posting.currency,
      account: 'losses',
      text: 'Tap på fordring',
      crossReference: row.reference,
    });
    return this.#matched(row, loss, spec);
  }

  /** The creditor reminds: the invoice counts it, and a fee is a debt beside it. Without an amount there is no fee. */
  addReminder(companyId: number, rowId: number, spec: VismaSettlingSpec = {}): LedgerRow {
    const row = this.row(companyId, rowId);
    const on = dayOf(spec.date, this.world.today());
    row.remindersSent += 1;
    row.lastReminderOn = on;
    this.world.changed(row);
    const feeMinor = this.#minorOf(spec.amount, 0);
    if (feeMinor !== 0)
      bookSettling(this.world, row.associate, {
        kind: 'fee',
        on,
        minor: 0 - feeMinor,
        currency: row.company.options.currency,
        account: 'fees',
        text: 'Purregebyr',
        dueOn: addDays(on, 14),
      });
    return row;
  }

  /** Rows that settle each other, as far as they reach. Answers whether anything was settled. */
  match(companyId: number, rowIds: readonly number[]): boolean {
    const rows = rowIds.map((id) => this.row(companyId, id));
    return match(rows, this.world.today(), this.#changed) > 0;
  }

  /** Reverses the matches of a row: a payment's invoice is open again. */
  unmatch(companyId: number, rowId: number): void {
    unmatch(this.row(companyId, rowId), this.#changed);
  }

  /** Books the opposite of the row's voucher; what the row had settled is open again. */
  reverseRow(companyId: number, rowId: number, date?: string): LedgerRow {
    return reverseRow(this.world, this.row(companyId, rowId), dayOf(date, this.world.today()));
  }

  /** Interest of late payments is calculated: the entries that waited for it are gone. Answers how many. */
  calculateInterest(companyId: number): number {
    const waiting = [...this.company(companyId).rows.values()].filter(
      (row) => !row.isInterestDone && row.outstandingMinor === 0,
    );
    for (const row of waiting) {
      row.isInterestDone = true;
      this.world.changed(row);
    }
    return waiting.length;
  }

  /** `month` is `YYYY-MM`. */
  setPeriodClosed(companyId: number, month: string, isClosed: boolean): void {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new ControlError(`"${month}" is not of the form YYYY-MM.`);
    this.company(companyId).books.setPeriodClosed(month, isClosed);
    this.world.changes += 1;
  }

  setAccountActive(companyId: number, accountNo: number, isActive: boolean): void {
    const account = this.company(companyId).accounts.get(accountNo);
    if (!account) throw new ControlError(`Company ${companyId} has no account ${accountNo}.`, 404);
    account.isActive = isActive;
    this.world.changes += 1;
  }

  /** A voucher series that has run out has no number left to suggest. */
  endSeries(companyId: number, seriesNo: number): void {
    const series = this.company(companyId).series.get(seriesNo);
    if (!series) throw new ControlError(`Company ${companyId} has no voucher series ${seriesNo}.`, 404);
    series.last = series.next - 1;
    this.world.changes += 1;
  }

  /** Somebody suspends a batch that waits, or lets it go again. */
  setBatchSuspended(companyId: number, batchNo: number, isSuspended: boolean): Batch {
    const batch = this.company(companyId).batches.get(batchNo);
    if (!batch) throw new ControlError(`Company ${companyId} has no batch ${batchNo}.`, 404);
    batch.suspended = isSuspended ? 1 : 0;
    this.world.changes += 1;
    return batch;
  }

  company(companyId: number): Company {
    const company = this.world.companies.get(companyId);
    if (!company) throw new ControlError(`There is no company ${companyId}.`, 404);
    return company;
  }

  customer(companyId: number, customerNo: number): Associate {
    const associate = this.company(companyId).customers.get(customerNo);
    if (!associate) throw new ControlError(`Company ${companyId} has no customer ${customerNo}.`, 404);
    return associate;
  }

  row(companyId: number, rowId: number): LedgerRow {
    const row = this.company(companyId).rows.get(rowId);
    if (!row) throw new ControlError(`Company ${companyId} has no row ${rowId}.`, 404);
    return row;
  }

  /** A person by `sub`, or a service by its client's id. Default the first person. */
  principal(id?: string): Principal {
    const { people, serviceApp } = this.world;
    if (id === serviceApp.clientId) return serviceApp.principal;
    const person = id === undefined ? [...people.values()][0] : people.get(id);
    if (!person) throw new ControlError(`There is nobody called ${id}.`, 404);
    return person;
  }

  #minorOf(amount: AmountText | undefined, fallbackMinor: number): number {
    return amount === undefined ? fallbackMinor : minorOf(amount);
  }

  #matched(row: LedgerRow, other: LedgerRow, { isMatched = true }: VismaSettlingSpec): LedgerRow {
    if (isMatched) match([row, other], other.posting.on, this.#changed);
    return other;
  }
}

function isKnown(currency: string): boolean {
  try {
    currencyOf(currency);
    return true;
  } catch {
    return false;
  }
}
